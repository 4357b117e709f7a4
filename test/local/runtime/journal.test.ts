import assert from "node:assert/strict";
import * as fs from "node:fs";
import type { JournalEntry } from "../../../local/provider/report.ts";
import { JournalFile } from "../../../local/runtime/journal.ts";
import { temporaryState } from "./temporary-state.ts";

describe("JournalFile", () => {
  it("reads back what was written, in order, without a line that a crash cut short", async () => {
    const state = temporaryState();
    const entry: JournalEntry = { operation: "create", urn: "urn:1", type: "aws:s3/bucket:Bucket", id: "a", at: "t" };
    try {
      await new JournalFile(state.journalFile).append(entry);
      await new JournalFile(state.journalFile).append({ ...entry, operation: "delete" });
      fs.appendFileSync(state.journalFile, '{"operation":"cre');
      const read = new JournalFile(state.journalFile).read();
      assert.deepEqual(read, [entry, { ...entry, operation: "delete" }]);
    } finally {
      fs.rmSync(state.root, { recursive: true });
    }
  });
});
