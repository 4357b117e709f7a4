import assert from "node:assert/strict";
import * as fs from "node:fs";
import { Interruption, killTree, pause, phase, said } from "./interruption.ts";

// F23 of the failure suite on one phase: what is proven is the engine, the state and `platform`, which are the same for all.
describe("platform up, interrupted again and again", function () {
  this.timeout(300_000);
  let interruption: Interruption;

  before(async () => {
    interruption = await Interruption.create();
  });

  afterEach(async () => {
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
