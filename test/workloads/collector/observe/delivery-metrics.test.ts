import assert from "node:assert/strict";
import { Registry } from "prom-client";
import { DeliveryMetrics } from "../../../../workloads/collector/observe/delivery-metrics.ts";

describe("DeliveryMetrics", () => {
  it("count what became of records by topic, and of batches by the reason", async () => {
    const metrics = new DeliveryMetrics();
    const registry = new Registry();
    metrics.acknowledged({ topic: "iot.telemetry.v1", count: 3 });
    metrics.acknowledged({ topic: "iot.telemetry.v1", count: 4 });
    metrics.retried({ reason: "NOT_LEADER_OR_FOLLOWER" });
    metrics.dropped({ topic: "iot.faults.v1", count: 2 });
    metrics.registerIn(registry);
    const text = await registry.metrics();
    assert.match(text, /^collector_kafka_records_acknowledged_total\{topic="iot.telemetry.v1"\} 7$/m);
    assert.match(text, /^collector_kafka_batches_retried_total\{reason="NOT_LEADER_OR_FOLLOWER"\} 1$/m);
    assert.match(text, /^collector_kafka_records_given_up_total\{topic="iot.faults.v1"\} 2$/m);
  });
});
