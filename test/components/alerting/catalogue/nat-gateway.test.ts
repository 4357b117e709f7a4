import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { natGatewayAlarms } from "../../../../components/alerting/catalogue/nat-gateway.ts";

describe("natGatewayAlarms", () => {
  const alarms = natGatewayAlarms({ zone: "eu-central-1a", natGatewayId: "nat-1" });

  it("wakes somebody when the gateway has no port left, and says so before", () => {
    const watched = alarms.slice(0, 2).map((spec) => {
      const { metricName, threshold, dimensions } = alarmInputs(spec);
      return [spec.id, spec.severity, metricName, threshold, dimensions];
    });
    const dimensions = { NatGatewayId: "nat-1" };
    assert.deepEqual(watched, [
      ["nat-eu-central-1a-ports", "critical", "ErrorPortAllocation", 0, dimensions],
      ["nat-eu-central-1a-connections", "warning", "ActiveConnectionCount", 44_000, dimensions],
    ]);
  });

  it("says when more than one packet in ten thousand is dropped", () => {
    const [, , drops] = alarms;
    assert.ok(drops);
    const { threshold, metricQueries } = alarmInputs(drops);
    assert.equal(threshold, 0.0001);
    assert.equal((metricQueries as unknown[]).length, 4);
  });
});
