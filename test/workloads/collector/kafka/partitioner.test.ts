import assert from "node:assert/strict";
import { murmur2 } from "@platformatic/kafka";
import fc from "fast-check";
import { partitionOf } from "../../../../workloads/collector/kafka/partitioner.ts";

describe("partitionOf", () => {
  it("is where Kafka's Java client puts the key", () => {
    // Utils.toPositive(Utils.murmur2(key)) of kafka-clients 4.1.1, modulo 12.
    const java = { EWR: 7, JFK: 1, LGA: 0, ü: 2 };
    const ours = Object.keys(java).map((key) => [key, partitionOf(Buffer.from(key), 12)]);
    assert.deepEqual(Object.fromEntries(ours), java);
  });

  it("agrees with the client library on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 200 }), (bytes, partitions) => {
        const key = Buffer.from(bytes);
        assert.equal(partitionOf(key, partitions), (murmur2(key) & 0x7fffffff) % partitions);
      }),
      { numRuns: 500 },
    );
  });
});
