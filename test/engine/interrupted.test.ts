import assert from "node:assert/strict";
import { Interruption, killTree, pause, phase, said } from "./interruption.ts";

// F23 of the failure suite on one phase: what is proven is the engine, the state and `platform`, which are the same for all.
describe("platform up, interrupted", function () {
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

  it("killed in the middle of a create: the lock of the dead engine is broken, and said", async () => {
    await interruption.cloud.setFaults([
      { type: "aws:s3/bucketVersioning:BucketVersioning", operation: "create", kind: "hang", times: 1 },
    ]);
    const run = interruption.platform.start("up", "local", phase);
    await said(run, /foundation\s+preview/);
    await pause(8_000);
    killTree(run);
    await interruption.cloud.clearFaults();
    const stderr = await interruption.converges();
    assert.match(stderr, /the lock belongs to a process that is gone/);
  });

  it("with an error of the provider: says which resource, keeps the others", async () => {
    await interruption.cloud.setFaults([
      {
        type: "aws:kms/key:Key",
        name: "keys-lake",
        operation: "create",
        kind: "error",
        message: "KMSInternalException: try later",
        times: 1,
      },
    ]);
    const { code, stdout } = await interruption.platform.run("up", "local", phase);
    assert.equal(code, 1);
    assert.match(stdout, /foundation, keys-lake:\n(.*\n)*?.*KMSInternalException: try later/);
    await interruption.converges();
  });

  it("killed when a create was done and its reply was not there yet: the next up adopts what was made, and says so", async () => {
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
    assert.match(stderr, /aws:kms\/key:Key "keys-lake": its create was cut off; adopted/);
  });
});
