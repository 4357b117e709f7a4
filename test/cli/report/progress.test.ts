import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { duration, progressTo } from "../../../cli/report/progress.ts";

describe("duration", () => {
  for (const [seconds, text] of [
    [12.34, "12.3 s"],
    [60, "1 min 00 s"],
    [119.7, "2 min 00 s"],
    [125, "2 min 05 s"],
  ] as const) {
    it(`of ${seconds} seconds is ${text}`, () => {
      assert.equal(duration(seconds), text);
    });
  }
});

describe("progress", () => {
  it("says a line at once, and of a wait nothing the first time", () => {
    const stream = new PassThrough();
    const progress = progressTo(stream);
    progress.say("one");
    progress.waiting("network", "a VPC (5 s)");
    assert.equal(String(stream.read()), "one\n");
  });
});
