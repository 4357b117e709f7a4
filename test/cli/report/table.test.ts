import assert from "node:assert/strict";
import { table } from "../../../cli/report/table.ts";

describe("table", () => {
  it("makes every column as wide as its widest cell, and ends lines without blanks", () => {
    assert.deepEqual(
      table([
        ["phase", "result"],
        ["event-platform", "ok"],
        ["lake", ""],
      ]),
      ["  phase           result", "  event-platform  ok", "  lake"],
    );
  });

  it("of nothing is nothing", () => {
    assert.deepEqual(table([]), []);
  });
});
