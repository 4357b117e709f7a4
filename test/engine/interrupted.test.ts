import assert from "node:assert/strict";
import { Interruption, killTree, pause, phase } from "./interruption.ts";

// F23 of the failure suite on one phase: what is proven is the engine, the state and `platform`, which are the same for all.
describe("platform up, interrupted", function () {
  this.timeout(300_000);
  let interruption: Interruption;

  before(async () => {
    interruption = await Interruption.create();
  });

  after(async () => {
    await interruption.remove();
  });

  it("killed when a create was done and its reply was not there yet: the next up breaks the lock, adopts what was made, and says so", async () => {
    await interruption.cloud.setFaults([
      { type: "aws:kms/key:Key", name: "keys-lake", operation: "create", kind: "lost-reply", times: 1 },
    ]);
    const run = interruption.platform.start("up", "local", phase);
    const made = async (): Promise<boolean> =>
      (await interruption.cloud.journal()).filter(({ urn }) => urn.endsWith("::keys-lake")).at(-1)?.operation ===
      "create";
    while (!(await made())) {
      await pause(200);
    }
    killTree(run);
    await interruption.cloud.clearFaults();
    const stderr = await interruption.converges();
    assert.match(stderr, /the lock belongs to a process that is gone/);
    assert.match(stderr, /aws:kms\/key:Key "keys-lake": its create was cut off; adopted/);
  });
});
