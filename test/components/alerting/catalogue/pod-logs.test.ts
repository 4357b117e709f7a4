import * as assert from "node:assert/strict";
import { podLogAlarms } from "../../../../components/alerting/catalogue/pod-logs.ts";

describe("podLogAlarms", () => {
  it("go off when nothing arrives, which CloudWatch shows as no data at all", () => {
    const [silent] = podLogAlarms("/aws/eks/test-platform/pods");
    assert.equal(silent?.missing, "breaching");
    assert.deepEqual(silent.signal, {
      kind: "metric",
      metric: {
        namespace: "AWS/Logs",
        name: "IncomingLogEvents",
        statistic: "Sum",
        dimensions: { LogGroupName: "/aws/eks/test-platform/pods" },
      },
    });
  });
});
