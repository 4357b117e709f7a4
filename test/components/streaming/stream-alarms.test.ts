import assert from "node:assert/strict";
import { brokerTypes } from "../../../components/streaming/broker-types.ts";
import { rotationAlarms, streamAlarms, watchedConsumers } from "../../../components/streaming/stream-alarms.ts";

const of = (brokerType: string) => {
  const broker = brokerTypes.get(brokerType);
  assert.ok(broker !== undefined);
  return streamAlarms({
    clusterName: "test-events",
    broker,
    brokers: 3,
    monitoringLevel: "PER_BROKER",
    authentication: ["iam"],
  });
};

describe("streamAlarms", () => {
  it("watch what a broker of this size holds", () => {
    const partitions = (brokerType: string): readonly number[] =>
      of(brokerType)
        .filter(({ id }) => id.includes("partition"))
        .map(({ threshold }) => Number(threshold));
    assert.ok(Math.max(...partitions("kafka.m7g.4xlarge")) > Math.max(...partitions("kafka.m7g.large")));
  });

  it("watch disks of Standard brokers and quotas of Express brokers", () => {
    const ids = (brokerType: string): string =>
      of(brokerType)
        .map(({ id }) => id)
        .join(" ");
    assert.match(ids("kafka.m7g.large"), /disk/);
    assert.doesNotMatch(ids("express.m7g.large"), /disk/);
    assert.match(ids("express.m7g.large"), /bytes-in|ingress/);
  });
});

describe("watchedConsumers", () => {
  it("are every declared group with each topic it reads", () => {
    assert.deepEqual(
      watchedConsumers().map(({ group, topic }) => `${group} ${topic}`),
      ["telemetry", "heartbeat", "faults", "transactions", "quarantine"].map((key) => `raw-landing iot.${key}.v1`),
    );
  });
});

describe("rotationAlarms", () => {
  it("tell of a rotation that failed, and of an event that is left over", () => {
    const ids = rotationAlarms({ functionName: "f", failuresName: "q", timeoutSeconds: 30 }).map(({ id }) => id);
    assert.deepEqual(ids, [
      "scram-rotation-errors",
      "scram-rotation-throttles",
      "scram-rotation-slow",
      "scram-rotation-failures",
    ]);
  });
});
