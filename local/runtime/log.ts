import * as fs from "node:fs";

/** The last lines of a log file; empty when there is none. */
export function logTail(file: string, lines = 20): string {
  try {
    return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}

/** A log above this is set aside once when its process starts, so that years of restarts do not fill the disk. */
const rotateBytes = 20 * 1024 * 1024;

/** Opens a log to append to; an overlong one is renamed `<file>.1` first. The caller closes the descriptor. */
export function openLog(file: string): number {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateBytes) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

/** What happens in the supervisor, to its log and to whoever waits for it to be ready. */
export class RuntimeLog {
  readonly #progress: string[] = [];

  /** Lines said while starting. */
  get progress(): readonly string[] {
    return this.#progress;
  }

  /** A line for the log and for those who wait. */
  readonly say = (line: string): void => {
    this.#progress.push(line);
    this.write(line);
  };

  /** A line for the log only. The supervisor's standard output is the log file. */
  readonly write = (line: string): void => {
    try {
      process.stdout.write(`${new Date().toISOString()} ${line}\n`);
    } catch {
      // A full disk must not stop the supervisor from stopping its children.
    }
  };
}
