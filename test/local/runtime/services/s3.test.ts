import assert from "node:assert/strict";

import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

import { clients, deploy, refusal, region } from "../../../support/handlers.ts";

const put = async (s3: S3Client, Bucket: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v", ...more }));

describe("S3 in the emulator", function () {
  this.timeout(60_000);

  it("writes only where nothing is (If-None-Match) and only over what was read (If-Match)", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "s3-conditional" });
    const s3 = (await clients()).s3(region);
    const { ETag } = await put(s3, "s3-conditional", { IfNoneMatch: "*" });
    await assert.rejects(put(s3, "s3-conditional", { IfNoneMatch: "*" }), refusal("PreconditionFailed"));
    await put(s3, "s3-conditional", { IfMatch: ETag, Body: "w" });
    await assert.rejects(put(s3, "s3-conditional", { IfMatch: ETag }), refusal("PreconditionFailed"));
  });

  it("lets exactly one of many writers at once write the same new key", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "s3-race" });
    const s3 = (await clients()).s3(region);
    const writes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => put(s3, "s3-race", { IfNoneMatch: "*", Body: String(index) })),
    );
    assert.equal(writes.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("refuses to delete a bucket that holds objects, says how many, and does with forceDestroy", async () => {
    const inputs = { bucket: "s3-full" };
    const bucket = await deploy("aws:s3/bucket:Bucket", inputs);
    await deploy("aws:s3/bucketVersioning:BucketVersioning", {
      ...inputs,
      versioningConfiguration: { status: "Enabled" },
    });
    await put((await clients()).s3(region), "s3-full");
    await put((await clients()).s3(region), "s3-full");
    await assert.rejects(bucket.delete(), /BucketNotEmpty.* s3-full holds 2 object versions.*forceDestroy/);
    await (await bucket.update({ ...inputs, forceDestroy: true })).delete();
    assert.equal(await bucket.read(), undefined);
  });

  it("keeps a default retention where object lock is on", async () => {
    await deploy("aws:s3/bucket:Bucket", { bucket: "s3-lock", objectLockEnabled: true });
    const lock = await deploy("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
      bucket: "s3-lock",
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } },
    });
    assert.deepEqual(await lock.read(), lock.state);
  });
});
