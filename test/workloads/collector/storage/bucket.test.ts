import assert from "node:assert/strict";
import { SinkUnavailable } from "../../../../workloads/collector/sinks.ts";
import { Bucket, type BucketBounds } from "../../../../workloads/collector/storage/bucket.ts";
import { type Fault, type Storage, storage, withFaults } from "./buckets.ts";

const bounds: BucketBounds = { concurrency: 2, waiting: 4, timeoutMs: 5_000 };

describe("Bucket", function () {
  this.timeout(120_000);
  let place: Storage;

  beforeEach(async () => {
    place = await storage();
  });

  const object = (key: string, body = "body") => ({ key, body, contentType: "text/plain" });

  function bucketWith(faults: Fault[], more: Partial<BucketBounds> = {}) {
    const attempts = withFaults(place.s3, faults);
    return { bucket: new Bucket(place.s3, place, { ...bounds, ...more }), attempts };
  }

  it("writes objects encrypted with the key of the settings", async () => {
    const { bucket } = bucketWith([]);
    await bucket.put(object("a", "some text"));
    const { bytes, kmsKeyArn, contentType } = await place.read("a");
    assert.deepEqual([bytes.toString(), kmsKeyArn, contentType], ["some text", place.kmsKeyArn, "text/plain"]);
  });

  it("tries again what S3 did not take, or did not answer", async () => {
    const { bucket, attempts } = bucketWith(["error 500", "error 503", "lost answer"]);
    await bucket.put(object("a"));
    assert.equal(attempts(), 4);
    assert.equal((await place.read("a")).bytes.toString(), "body");
  });

  it("leaves what is kept as it is, which is no failure", async () => {
    const { bucket } = bucketWith([]);
    await bucket.put({ ...object("a", "first"), isKept: true });
    await bucket.put({ ...object("a", "second"), isKept: true });
    assert.equal((await place.read("a")).bytes.toString(), "first");
    await bucket.put(object("a", "third"));
    assert.equal((await place.read("a")).bytes.toString(), "third");
  });

  it("counts a kept object whose first answer was lost as written", async () => {
    const { bucket, attempts } = bucketWith(["lost answer"]);
    await bucket.put({ ...object("a"), isKept: true });
    assert.equal(attempts(), 2);
  });

  it("waits while somebody else writes the same object", async () => {
    const { bucket, attempts } = bucketWith(["conflict", "conflict"]);
    await bucket.put({ ...object("a"), isKept: true });
    assert.equal(attempts(), 3);
  });

  it("is unavailable when S3 refuses, and says neither key nor body", async () => {
    const { bucket } = bucketWith(["refused"]);
    await assert.rejects(bucket.put(object("the-key", "the-body")), (error: Error) => {
      assert.ok(error instanceof SinkUnavailable);
      assert.match(error.message, /AccessDenied/);
      assert.doesNotMatch(error.message, /the-key|the-body/);
      return true;
    });
  });

  it("is unavailable when the time is over, however often S3 might still be asked", async () => {
    const { bucket } = bucketWith(Array<Fault>(1_000).fill("conflict"), { timeoutMs: 300 });
    const started = performance.now();
    await assert.rejects(bucket.put({ ...object("a"), isKept: true }), SinkUnavailable);
    assert.ok(performance.now() - started < 2_000);
  });

  it("refuses at once what would wait behind too many others", async () => {
    const { bucket } = bucketWith([]);
    const puts = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => bucket.put(object(String(index)))));
    const refused = puts.filter(({ status }) => status === "rejected");
    assert.equal(refused.length, 20 - bounds.concurrency - bounds.waiting);
    assert.equal((await place.keys()).length, bounds.concurrency + bounds.waiting);
  });
});
