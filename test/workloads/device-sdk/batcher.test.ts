import assert from "node:assert/strict";
import fc from "fast-check";
import { Batcher } from "../../../workloads/device-sdk/batcher.ts";
import { retryAfterMs, waitBefore } from "../../../workloads/device-sdk/backoff.ts";

describe("Batcher", () => {
  it("gives every item once, in order, within its limits, and none before it is due", () => {
    const items = fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 150 }), afterMs: fc.nat(80) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 8 }), (sent, events) => {
        const limits = { events, bytes: 100, waitMs: 50 };
        const batcher = new Batcher<{ number: number; bytes: number; at: number }>(limits);
        const taken: number[] = [];
        let now = 0;
        const take = (sealed: boolean): void => {
          for (let batch = batcher.take(now); batch.length > 0; batch = batcher.take(now)) {
            const bytes = batch.reduce((sum, item) => sum + item.bytes, 0);
            assert.ok(batch.length <= events && (bytes <= limits.bytes || batch.length === 1));
            taken.push(...batch.map(({ number }) => number));
          }
          if (!sealed) assert.notEqual(batcher.dueIn(now), 0);
        };
        for (const [number, { bytes, afterMs }] of sent.entries()) {
          now += afterMs;
          batcher.add({ number, bytes, at: now }, bytes, now);
          take(false);
        }
        batcher.seal();
        take(true);
        assert.deepEqual(taken, [...sent.keys()]);
        assert.equal(batcher.dueIn(now), undefined);
      }),
    );
  });

  it("lets no item wait longer than it may", () => {
    const batcher = new Batcher<string>({ events: 10, bytes: 100, waitMs: 50 });
    batcher.add("first", 1, 1_000);
    batcher.add("second", 1, 1_040);
    assert.equal(batcher.dueIn(1_040), 10);
    assert.deepEqual(batcher.take(1_049), []);
    assert.deepEqual(batcher.take(1_050), ["first", "second"]);
  });
});

describe("waits between attempts", () => {
  const limits = { baseMs: 200, capMs: 30_000, totalMs: 120_000 };

  it("are spread from nothing to a bound that doubles up to its cap, on top of Retry-After", () => {
    assert.deepEqual(
      [1, 2, 3, 20].map((attempt) => waitBefore(attempt, limits, 0.9999)),
      [199, 399, 799, 29_997],
    );
    assert.equal(waitBefore(5, limits, 0), 0);
    assert.equal(waitBefore(1, limits, 0.5, 2_000), 2_100);
  });

  it("read Retry-After as seconds or as a date", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    assert.equal(retryAfterMs("7", now), 7_000);
    assert.equal(retryAfterMs("Thu, 01 Jan 2026 00:00:03 GMT", now), 3_000);
    assert.equal(retryAfterMs("Wed, 31 Dec 2025 00:00:00 GMT", now), 0);
    assert.equal(retryAfterMs("soon", now), undefined);
  });
});
