import * as fs from "node:fs";
import { z } from "zod";
import type { Journal, JournalEntry } from "../provider/report.ts";

const entry = z.object({
  operation: z.enum(["create", "delete"]),
  urn: z.string(),
  type: z.string(),
  id: z.string(),
  at: z.string(),
});

/** Real creations and deletions, appended to a file; it outlives the supervisor, as the things it speaks of do. */
export class JournalFile implements Journal {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  append(written: JournalEntry): Promise<void> {
    return fs.promises.appendFile(this.#file, `${JSON.stringify(written)}\n`);
  }

  /** All entries, oldest first. A last line cut short by a crash is left out. */
  read(): readonly JournalEntry[] {
    if (!fs.existsSync(this.#file)) return [];
    return fs
      .readFileSync(this.#file, "utf8")
      .split("\n")
      .flatMap((line) => parseLine(line) ?? []);
  }
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    return entry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
