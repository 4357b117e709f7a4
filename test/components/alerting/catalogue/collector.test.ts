import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { collectorAlarms } from "../../../../components/alerting/catalogue/collector.ts";

const alarms = collectorAlarms({ environment: "test", inFlightRequests: 2_000 });
const alarm = (id: string) => alarms.find((one) => one.id === id);

describe("collectorAlarms", () => {
  it("take a minute without any metric for a collector that is not there", () => {
    const silent = alarm("collector-silent");
    assert.equal(silent?.missing, "breaching");
    assert.deepEqual(silent.signal, {
      kind: "metric",
      metric: {
        namespace: "EventPlatform/Ingestion",
        name: "AcceptedEvents",
        statistic: "SampleCount",
        dimensions: { Environment: "test" },
      },
    });
  });

  it("tell refusals by their code", () => {
    const codes = alarms.flatMap(({ signal }) => (signal.kind === "metric" ? [signal.metric.dimensions.Code] : []));
    assert.deepEqual(
      codes.filter((code) => code !== undefined),
      ["unavailable", "overloaded", "certificate_revoked"],
    );
  });

  it("go off at half a percent of quarantined events, and before collectors hold all they may", () => {
    assert.equal(alarm("quarantine-share")?.threshold, 0.5);
    assert.equal(alarm("in-flight")?.threshold, 1_600);
  });

  it("are conditions that CloudWatch evaluates", () => {
    for (const spec of alarms) assert.doesNotThrow(() => alarmInputs(spec), spec.id);
  });
});
