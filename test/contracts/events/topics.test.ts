import assert from "node:assert/strict";
import fc from "fast-check";
import { mbPerSecondPerPartition, partitionsFor, topics } from "../../../contracts/events/topics.ts";

const rate = fc.double({ min: 0.001, max: 10_000, noNaN: true });

describe("partitionsFor", () => {
  it("carries the peak rate with what one partition carries", () => {
    fc.assert(fc.property(rate, (peak) => partitionsFor(peak) * mbPerSecondPerPartition >= peak));
  });

  it("gives each of three zones as many partitions to lead", () => {
    fc.assert(fc.property(rate, (peak) => partitionsFor(peak) % 3 === 0 && partitionsFor(peak) > 0));
  });

  it("never gives fewer partitions for a higher rate", () => {
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        assert.ok(partitionsFor(Math.max(one, other)) >= partitionsFor(Math.min(one, other)));
      }),
    );
  });
});

describe("topics", () => {
  it("are named iot.<what>.v<major>, each name once", () => {
    const names = Object.values(topics).map(({ name }) => name);
    for (const name of names) assert.match(name, /^iot\.[a-z]+\.v\d+$/);
    assert.equal(new Set(names).size, names.length);
  });
});
