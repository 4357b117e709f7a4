import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { loadBalancerAlarms } from "../../../../components/alerting/catalogue/load-balancer.ts";

const alarms = loadBalancerAlarms({
  loadBalancer: "app/test-devices/1",
  targetGroup: "targetgroup/test-collector/2",
  errorsRunbook: "ingestion.md#errors-at-the-load-balancer",
  targetsRunbook: "ingestion.md#no-collector",
  clientsRunbook: "ingestion.md#authentication-failures",
});
const alarm = (id: string) => alarms.find((one) => one.id === id);

describe("loadBalancerAlarms", () => {
  it("count errors of the load balancer and of the targets behind it, as a share of all requests", () => {
    for (const family of ["4XX", "5XX"]) {
      const signal = alarm(`answers-${family.toLowerCase()}`)?.signal;
      assert.ok(signal?.kind === "math");
      assert.deepEqual(
        Object.values(signal.metrics).map(({ name }) => name),
        [`HTTPCode_ELB_${family}_Count`, `HTTPCode_Target_${family}_Count`, "RequestCount"],
      );
    }
  });

  it("take no data on healthy targets for none", () => {
    assert.equal(alarm("targets-none")?.missing, "breaching");
    assert.equal(alarm("targets-none")?.severity, "critical");
  });

  it("look at this load balancer and this target group", () => {
    const unhealthy = alarm("targets-unhealthy")?.signal;
    assert.ok(unhealthy?.kind === "metric");
    assert.deepEqual(unhealthy.metric.dimensions, {
      LoadBalancer: "app/test-devices/1",
      TargetGroup: "targetgroup/test-collector/2",
    });
  });

  it("are conditions that CloudWatch evaluates", () => {
    for (const spec of alarms) assert.doesNotThrow(() => alarmInputs(spec), spec.id);
  });
});
