import { createHash } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import * as path from "node:path";
import { z } from "zod";

const count = z.int().min(0);

const checkpointSchema = z.strictObject({
  /** Tells one replay from another: files, mappings, window, seed. */
  replay: z.string(),
  /** Events, in the replay's order, that were answered: all below this number. */
  answered: count,
  /** Of those. */
  accepted: count,
  quarantined: count,
  codes: z.record(z.string(), count),
});

/** How far a replay came. */
export type Checkpoint = z.output<typeof checkpointSchema>;

/** Tells a replay from another. */
export function fingerprint(replay: unknown): string {
  return createHash("sha256").update(JSON.stringify(replay)).digest("hex").slice(0, 16);
}

/**
 * Reads how far a replay came; `undefined` when it has not begun.
 *
 * @throws when the file is none of ours, or of another replay.
 */
export async function readCheckpoint(file: string, replay: string): Promise<Checkpoint | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const read = checkpointSchema.safeParse(jsonOf(text));
  if (!read.success) throw new Error(`${file} is no checkpoint of a replay. Name another file, or remove it.`);
  if (read.data.replay !== replay) {
    throw new Error(
      `${file} is the checkpoint of another replay: its files, their part, the seed or the limit differ. Remove it to start ` +
        "from the beginning, or name another file.",
    );
  }
  return read.data;
}

/**
 * Writes it aside and renames it: the file is the old one or the new one, whole.
 *
 * @throws when it cannot be written, naming the file.
 */
export async function writeCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  try {
    await replace(file, checkpoint);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The checkpoint ${file} cannot be written: ${why}`, { cause: error });
  }
}

async function replace(file: string, checkpoint: Checkpoint): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, "w");
  try {
    await handle.writeFile(`${JSON.stringify(checkpoint)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const folder = await open(path.dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
