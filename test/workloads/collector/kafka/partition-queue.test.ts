import assert from "node:assert/strict";
import { Reader, readRecordsBatch } from "@platformatic/kafka";
import { Delivery } from "../../../../workloads/collector/kafka/delivery.ts";
import { PartitionQueue } from "../../../../workloads/collector/kafka/partition-queue.ts";

const producerId = 7n;
const linger = { lingerMs: 5, batchBytes: 1_000 };

describe("PartitionQueue", () => {
  let queue: PartitionQueue;
  const fates = new Map<string, "acknowledged" | "failed">();

  beforeEach(() => {
    queue = new PartitionQueue("t", 0);
    fates.clear();
  });

  function add(value: string, now = 0, padding = 0): void {
    const delivery = new Delivery();
    delivery.promise.then(
      () => fates.set(value, "acknowledged"),
      () => fates.set(value, "failed"),
    );
    const record = { key: Buffer.from("d"), value: Buffer.from(value.padEnd(padding)) };
    queue.add(record, delivery, { now, timestamp: 0, batchBytes: linger.batchBytes });
    delivery.closed();
  }

  /** What would go to the broker now. */
  function taken(): { values: string[]; epoch: number; sequence: number } {
    const batch = readRecordsBatch(Reader.from(queue.take(producerId)));
    return {
      values: batch.records.map(({ value }) => String(value).trim()),
      epoch: batch.producerEpoch,
      sequence: batch.firstSequence,
    };
  }

  const gone = (): Error => new Error("given up");

  it("lets calls share a batch and numbers batches without a gap", async () => {
    add("a");
    add("b");
    assert.deepEqual(taken(), { values: ["a", "b"], epoch: 0, sequence: 0 });
    add("c");
    queue.acknowledged();
    assert.deepEqual(taken(), { values: ["c"], epoch: 0, sequence: 2 });
    await Promise.resolve();
    assert.deepEqual(Object.fromEntries(fates), { a: "acknowledged", b: "acknowledged" });
  });

  it("sends the same batch under the same number again, and nothing new with it", () => {
    add("a");
    const first = taken();
    add("b");
    queue.failed(100);
    assert.equal(queue.readyAt(linger), 100);
    assert.deepEqual(taken(), first);
  });

  it("begins another batch when one is full", () => {
    add("a", 0, 900);
    add("b", 0, 900);
    assert.equal(queue.readyAt(linger), 0, "a full batch does not wait");
    assert.deepEqual(taken().values, ["a"]);
    queue.acknowledged();
    assert.deepEqual(taken().values, ["b"]);
  });

  it("waits for more records no longer than it lingers", () => {
    add("a", 10);
    assert.equal(queue.readyAt(linger), 15);
  });

  it("goes on with a new epoch when a batch that may be written is given up", async () => {
    add("a");
    taken();
    queue.failed(0);
    add("b", 20);
    assert.equal(queue.expire(10, gone).length, 1);
    assert.deepEqual(taken(), { values: ["b"], epoch: 1, sequence: 0 });
    await Promise.resolve();
    assert.deepEqual(Object.fromEntries(fates), { a: "failed" });
  });

  it("keeps its numbers when a batch is given up that was never sent", () => {
    add("a");
    taken();
    queue.acknowledged();
    add("b");
    queue.expire(10, gone);
    add("c", 20);
    assert.deepEqual(taken(), { values: ["c"], epoch: 0, sequence: 1 });
  });

  it("waits for the answer to what is given up on its way, and then knows whether there is a hole", () => {
    add("a");
    taken();
    assert.equal(queue.expire(10, gone).length, 0, "it is still on its way");
    add("b", 20);
    queue.acknowledged();
    assert.deepEqual(taken(), { values: ["b"], epoch: 0, sequence: 1 });

    queue.expire(30, gone);
    assert.equal(queue.failed(0)?.batch.count, 1, "nobody waits for it, so it is not sent again");
    add("c", 40);
    assert.deepEqual(taken(), { values: ["c"], epoch: 1, sequence: 0 });
  });

  it("sends a batch with a number that the broker does not accept under a new epoch", () => {
    add("a");
    taken();
    queue.acknowledged();
    add("b");
    taken();
    queue.renumber();
    queue.failed(0);
    assert.deepEqual(taken(), { values: ["b"], epoch: 1, sequence: 0 });
  });

  it("uses the number of a batch that the broker refused for the next", async () => {
    add("a");
    taken();
    queue.refused(gone());
    add("b");
    assert.deepEqual(taken(), { values: ["b"], epoch: 0, sequence: 0 });
    await Promise.resolve();
    assert.equal(fates.get("a"), "failed");
  });

  it("asks for another producer ID when epochs run out", () => {
    for (let epoch = 0; epoch < 32_767; epoch++) {
      add("a");
      queue.take(producerId);
      queue.renumber();
      queue.refused(gone());
    }
    assert.equal(queue.wornOutProducerId, undefined);
    add("a");
    assert.equal(taken().epoch, 32_767);
    queue.renumber();
    assert.equal(queue.wornOutProducerId, producerId);
  });
});
