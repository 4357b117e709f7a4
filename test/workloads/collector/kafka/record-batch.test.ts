import assert from "node:assert/strict";
import { crc32c, Reader, readRecordsBatch } from "@platformatic/kafka";
import fc from "fast-check";
import { type BatchedRecord, RecordBatch } from "../../../../workloads/collector/kafka/record-batch.ts";

const identity = { producerId: 42n, producerEpoch: 3, sequence: 17 };

const buffers = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
const records: fc.Arbitrary<BatchedRecord[]> = fc.array(
  fc.record(
    {
      key: buffers(20),
      value: fc.oneof(
        buffers(200),
        fc.nat(40_000).map((length) => Buffer.alloc(length, "x")),
      ),
      headers: fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 20 })),
    },
    { requiredKeys: ["key", "value"] },
  ),
  { minLength: 1, maxLength: 20 },
);

function batchOf(written: readonly BatchedRecord[], timestamps: readonly number[] = []): RecordBatch {
  const batch = new RecordBatch();
  for (const [index, record] of written.entries()) batch.append(record, timestamps[index] ?? 1_700_000_000_000);
  return batch;
}

describe("RecordBatch", () => {
  it("is read by the client library as what was written", () => {
    fc.assert(
      fc.property(records, (written) => {
        const batch = batchOf(written);
        const read = readRecordsBatch(Reader.from(batch.encode(identity)));
        assert.deepEqual(
          read.records.map(({ key, value, headers, offsetDelta }) => ({
            offsetDelta,
            key: key?.toString("hex"),
            value: value?.toString("hex"),
            headers: headers.map(([name, text]) => [String(name), String(text)]),
          })),
          written.map(({ key, value, headers = {} }, offsetDelta) => ({
            offsetDelta,
            key: key.toString("hex"),
            value: value.toString("hex"),
            headers: Object.entries(headers),
          })),
        );
        assert.equal(batch.count, written.length);
        assert.equal(read.lastOffsetDelta, written.length - 1);
      }),
      { numRuns: 100 },
    );
  });

  it("stays as it was when batches after it are written, which take over its buffer", () => {
    const one = batchOf([{ key: Buffer.from("d"), value: Buffer.alloc(50_000, "one") }]);
    const first = Buffer.from(one.encode(identity));
    const value = Buffer.alloc(60_000, "other");
    const others = Array.from({ length: 20 }, () => batchOf([{ key: Buffer.from("e"), value }]));
    for (const other of others) {
      const read = readRecordsBatch(Reader.from(other.encode(identity)));
      assert.deepEqual(
        read.records.map((record) => Buffer.compare(record.value ?? Buffer.alloc(0), value)),
        [0],
      );
    }
    assert.ok(one.encode(identity).equals(first));
  });

  it("says who sends it and which of its batches it is, again with every attempt", () => {
    const batch = batchOf([{ key: Buffer.from("d"), value: Buffer.from("v") }]);
    for (const attempt of [identity, { producerId: 43n, producerEpoch: 0, sequence: 0 }]) {
      const bytes = batch.encode(attempt);
      const read = readRecordsBatch(Reader.from(bytes));
      assert.deepEqual(
        { producerId: read.producerId, producerEpoch: read.producerEpoch, sequence: read.firstSequence },
        attempt,
      );
      assert.equal(read.crc, crc32c(bytes.subarray(21)));
      assert.equal(read.length, bytes.length - 12);
    }
  });

  it("keeps the time of every record, and none before the first when the clock is put back", () => {
    const record = { key: Buffer.from("d"), value: Buffer.from("v") };
    const batch = batchOf([record, record, record], [1_700_000_000_000, 1_700_000_000_250, 1_699_999_999_000]);
    const read = readRecordsBatch(Reader.from(batch.encode(identity)));
    assert.equal(read.firstTimestamp, 1_700_000_000_000n);
    assert.deepEqual(
      read.records.map(({ timestampDelta }) => timestampDelta),
      [0n, 250n, 0n],
    );
  });

  it("is compressed", () => {
    const batch = batchOf([{ key: Buffer.from("d"), value: Buffer.alloc(100_000, "abc") }]);
    assert.ok(batch.encode(identity).length < 20_000);
    assert.ok(batch.bytes > 100_000);
  });
});
