import assert from "node:assert/strict";
import * as fs from "node:fs";
import { Interruption, killTree, pause, phase } from "./interruption.ts";

// F23 of the failure suite on one phase: what is proven is the engine, the state and `platform`, which are the same for all.
describe("platform up, interrupted again and again", function () {
  this.timeout(300_000);
  let interruption: Interruption;

  before(async () => {
    interruption = await Interruption.create();
  });

  beforeEach(async () => {
    await interruption.clear();
  });

  after(async () => {
    await interruption.remove();
  });

  it("killed three times in a row, each time further on: state stays valid, the next up continues", async () => {
    for (const milliseconds of [2_500, 5_000, 8_000]) {
      const run = interruption.platform.start("up", "local", phase);
      await pause(milliseconds);
      killTree(run);
      for (const file of interruption.stateFiles()) {
        JSON.parse(fs.readFileSync(file, "utf8"));
      }
    }
    await interruption.converges();
  });

  it("by a second up of the same phase: one of them waits its turn or is told who holds the lock", async () => {
    const [one, two] = await Promise.all([
      interruption.platform.run("up", "local", phase),
      interruption.platform.run("up", "local", phase),
    ]);
    assert.ok(one.code === 0 || two.code === 0, "neither of two concurrent ups succeeded");
    for (const { code, stdout } of [one, two]) {
      assert.ok(code === 0 || stdout.includes("currently locked"), stdout);
    }
    await interruption.converges();
  });
});
