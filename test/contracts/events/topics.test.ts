import assert from "node:assert/strict";
import fc from "fast-check";
import {
  longestRetentionHours,
  mbPerSecondPerPartition,
  partitionsFor,
  topics,
  topicSettings,
} from "../../../contracts/events/topics.ts";

const rate = fc.double({ min: 0.001, max: 10_000, noNaN: true });

describe("partitionsFor", () => {
  it("carries the peak rate with what one partition carries", () => {
    fc.assert(fc.property(rate, (peak) => partitionsFor(peak) * mbPerSecondPerPartition >= peak));
  });

  it("gives each zone as many partitions to lead, and not one more than that needs", () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 6 }), (peak, zones) => {
        const partitions = partitionsFor(peak, zones);
        assert.ok(partitions > 0 && partitions % zones === 0);
        assert.ok((partitions - zones) * mbPerSecondPerPartition < peak);
      }),
    );
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

describe("topicSettings", () => {
  const everywhere = { ownMinInSyncReplicas: true, tiered: false };

  it("keep records as long as declared, and never compact", () => {
    const settings = topicSettings(topics.heartbeat);
    assert.deepEqual(settings, {
      "cleanup.policy": "delete",
      "min.insync.replicas": "2",
      "retention.ms": String(72 * 3_600_000),
    });
  });

  it("leave to Express brokers what is built into them", () => {
    assert.equal(
      topicSettings(topics.faults, { ...everywhere, ownMinInSyncReplicas: false })["min.insync.replicas"],
      undefined,
    );
  });

  it("use cheaper storage only where records stay at least three days", () => {
    const tiered = { ...everywhere, tiered: true };
    const short = { ...topics.faults, retentionHours: 71 };
    assert.equal(topicSettings(topics.heartbeat, tiered)["remote.storage.enable"], "true");
    assert.equal(topicSettings(short, tiered)["remote.storage.enable"], undefined);
  });
});

describe("longestRetentionHours", () => {
  it("is that of no topic less", () => {
    for (const { retentionHours } of Object.values(topics)) assert.ok(retentionHours <= longestRetentionHours);
  });
});
