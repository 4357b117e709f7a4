import { readFile } from "node:fs/promises";

/** What is read again when it changes. */
export interface Watched {
  readonly files: readonly string[];
  /** Takes the files' contents, in their order. What it throws leaves things as they were. */
  readonly take: (contents: readonly string[]) => void | Promise<void>;
  /** Told of contents that changed: taken, or why not. Once for the same contents. */
  readonly changed: (problem?: unknown) => void;
  readonly everyMs: number;
}

/**
 * Reads files and has their contents taken, now and whenever they differ. Contents are compared, not times: Kubernetes swaps
 * a link, so neither the file nor its time need change, and two files that belong together may be read in between.
 *
 * @returns what ends it.
 * @throws what reading or `take` throws of the first contents.
 */
export async function watchFiles({ files, take, changed, everyMs }: Watched): Promise<() => void> {
  const read = (): Promise<readonly string[]> => Promise.all(files.map((file) => readFile(file, "utf8")));
  const sameAs = (one: readonly string[], other: readonly string[]): boolean =>
    one.every((content, index) => content === other[index]);
  let seen = await read();
  await take(seen);
  let isBusy = false;
  let unreadable = "";
  const look = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      const contents = await read();
      unreadable = "";
      if (sameAs(contents, seen)) return;
      seen = contents;
      await take(contents);
      changed();
    } catch (error) {
      const problem = String(error);
      if (problem !== unreadable) changed(error);
      unreadable = problem;
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs).unref();
  return () => {
    clearInterval(timer);
  };
}
