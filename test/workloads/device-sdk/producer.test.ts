import assert from "node:assert/strict";
import fc from "fast-check";
import { batches, partitionOf } from "../../../workloads/device-sdk/producer.ts";

describe("partitionOf", () => {
  it("is where Kafka's Java client puts the key", () => {
    // Utils.toPositive(Utils.murmur2(key)) of kafka-clients 4.1.1, modulo 12.
    const java = { EWR: 7, JFK: 1, LGA: 0, ü: 2 };
    assert.deepEqual(Object.fromEntries(Object.keys(java).map((key) => [key, partitionOf(key, 12)])), java);
  });

  it("is a partition of the topic", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 200 }), (key, partitions) => {
        const partition = partitionOf(key, partitions);
        return Number.isInteger(partition) && partition >= 0 && partition < partitions;
      }),
    );
  });
});

describe("batches", () => {
  const records = fc.array(
    fc.record({ key: fc.string(), value: fc.nat(400_000).map((length) => "x".repeat(length)) }),
    { maxLength: 12 },
  );

  it("keep every record, in order", () => {
    fc.assert(
      fc.property(records, (sent) => {
        assert.deepEqual([...batches(sent)].flat(), sent);
      }),
      { numRuns: 30 },
    );
  });

  it("stay under half a MiB unless one record alone is larger", () => {
    fc.assert(
      fc.property(records, (sent) => {
        for (const batch of batches(sent)) {
          const bytes = batch.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + value.length, 0);
          assert.ok(batch.length === 1 || bytes <= 512 * 1024);
        }
      }),
      { numRuns: 30 },
    );
  });
});
