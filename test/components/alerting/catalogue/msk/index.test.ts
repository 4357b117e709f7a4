import assert from "node:assert/strict";
import fc from "fast-check";
import { type AlarmSpec } from "../../../../../components/alerting/alarm-spec.ts";
import { mskAlarms, type WatchedCluster } from "../../../../../components/alerting/catalogue/msk/index.ts";
import {
  type BrokerType,
  emits,
  monitoringLevels,
  mskMetrics,
  type MskMetricName,
} from "../../../../../components/alerting/catalogue/msk/metrics.ts";

const cluster: WatchedCluster = {
  clusterName: "test-events",
  brokerType: "standard",
  monitoringLevel: "PER_BROKER",
  brokers: 3,
  iam: true,
  partitionsPerBroker: 1000,
  consumers: [{ group: "raw-landing", topic: "iot.telemetry.v1", maxLagSeconds: 600 }],
};

/** Metrics an alarm asks for, by their names in its signal. */
function metricsOf(spec: AlarmSpec): readonly MskMetricName[] {
  const text = JSON.stringify(spec.signal);
  return (Object.keys(mskMetrics) as MskMetricName[]).filter((metric) => new RegExp(`\\b${metric}\\b`).test(text));
}

const idsOf = (watched: WatchedCluster): readonly string[] => mskAlarms(watched).map(({ id }) => id);

describe("mskAlarms", () => {
  it("never asks for a metric that the broker type does not emit at the level", () => {
    const clusters = fc.record({
      brokerType: fc.constantFrom<BrokerType>("standard", "express"),
      monitoringLevel: fc.constantFrom(...monitoringLevels),
      brokers: fc.integer({ min: 1, max: 30 }),
      iam: fc.boolean(),
    });
    fc.assert(
      fc.property(clusters, (given) => {
        const specs = mskAlarms({ ...cluster, ...given, brokerQuota: { ingressMBps: 15, egressMBps: 31 } });
        for (const spec of specs) {
          const metrics = metricsOf(spec);
          assert.ok(metrics.length > 0, `${spec.id} asks for no metric that is known`);
          const silent = metrics.filter((metric) => !emits(metric, given.brokerType, given.monitoringLevel));
          assert.deepEqual(silent, [], spec.id);
        }
        assert.equal(new Set(specs.map(({ id }) => id)).size, specs.length);
      }),
    );
  });

  it("watches replicas and disks of Standard brokers", () => {
    const ids = idsOf(cluster);
    for (const id of ["offline-partitions", "under-min-isr", "under-replicated", "disk-used", "cpu-broker-3"]) {
      assert.ok(ids.includes(id), id);
    }
  });

  it("watches throttling, quotas and unusual growth of Express brokers instead", () => {
    const ids = idsOf({ ...cluster, brokerType: "express", brokerQuota: { ingressMBps: 15, egressMBps: 31 } });
    for (const id of ["produce-throttled", "fetch-throttled", "storage-unusual", "ingress-near-quota"]) {
      assert.ok(ids.includes(id), id);
    }
    assert.deepEqual(
      ids.filter((id) => id === "disk-used" || id === "offline-partitions"),
      [],
    );
  });

  it("watches limits on connections by IAM only where clients use it", () => {
    assert.ok(idsOf(cluster).includes("iam-connections-refused"));
    assert.ok(!idsOf({ ...cluster, iam: false }).includes("iam-connections-refused"));
  });

  it("takes silence of the controller for its absence, and of everything else for peace", () => {
    const breaching = mskAlarms(cluster).filter(({ missing }) => missing === "breaching");
    assert.deepEqual(
      breaching.map(({ id }) => id),
      ["no-controller"],
    );
  });

  it("asks by the dimensions that the series have", () => {
    const { signal } = mskAlarms(cluster).find(({ id }) => id === "connections-near-limit") ?? {};
    assert.match(JSON.stringify(signal), /SCHEMA\(\\"AWS\/Kafka\\", \\"Broker ID\\", \\"Client Authentication\\", /);
  });

  it("refuses a consumer group whose metrics MSK would drop", () => {
    const consumers = [{ group: "förderband", topic: "iot.faults.v1", maxLagSeconds: 60 }];
    assert.throws(() => mskAlarms({ ...cluster, consumers }), /"förderband": allowed are ASCII characters/);
  });
});
