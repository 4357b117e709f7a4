import assert from "node:assert/strict";

import { deploy, type Deployed, handlers } from "../../../support/handlers.ts";
import { type Row, rows } from "../../../support/real-rows.ts";

/** Types that need a place of their own; each has its own test. */
const elsewhere = [
  "aws:kms/alias:Alias",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redrivePolicy:RedrivePolicy",
];

describe("every real resource type", function () {
  this.timeout(60_000);
  const made: { row: Row; deployed: Deployed }[] = [];

  for (const row of rows) {
    const described = Object.values(row.inputs).find((value) => typeof value === "string") ?? "defaults";
    it(`${row.type} (${described}) shows nothing on a refresh after create and after update`, async () => {
      let deployed = await deploy(row.type, row.inputs);
      assert.deepEqual(await deployed.read(), deployed.state);
      if (row.changed !== undefined) {
        deployed = await deployed.update(row.changed);
        assert.deepEqual(await deployed.read(), deployed.state);
        for (const [property, value] of Object.entries(row.changed)) {
          const text = typeof deployed.state[property] === "string" && typeof value === "object";
          assert.deepEqual(text ? JSON.parse(String(deployed.state[property])) : deployed.state[property], value);
        }
      }
      made.push({ row, deployed });
    });
  }

  it("is created once: a second creation is refused with the way to take the first one over", async () => {
    for (const { row, deployed } of made.filter(({ row }) => row.idempotent === undefined)) {
      const inputs = row.changed ?? row.inputs;
      await assert.rejects(deploy(deployed.type, inputs), /exists already in this account.*pulumi import/);
    }
  });

  it("is deleted for real, and deleting it again is no error", async () => {
    for (const { row, deployed } of made.reverse()) {
      await deployed.delete();
      if (row.remains === undefined) assert.equal(await deployed.read(), undefined, `${deployed.type} is still there`);
      await deployed.delete();
    }
  });

  it("has a row here or a test of its own", async () => {
    const covered = new Set([...rows.map(({ type }) => type), ...elsewhere]);
    assert.deepEqual(
      Object.keys(await handlers()).filter((type) => !covered.has(type)),
      [],
    );
  });
});
