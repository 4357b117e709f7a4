import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { lambdaAlarms } from "../../../../components/alerting/catalogue/lambda.ts";

const specs = lambdaAlarms({
  functionName: "test-rotation",
  id: "rotation",
  why: "A password stays as it is.",
  timeoutSeconds: 30,
  runbook: "kafka-clients.md#consumer-lag",
  severity: "warning",
});

describe("lambdaAlarms", () => {
  it("watches failures, throttling and time running out", () => {
    assert.deepEqual(
      specs.map(({ id, threshold }) => [id, threshold]),
      [
        ["rotation-errors", 0],
        ["rotation-throttles", 0],
        ["rotation-slow", 24_000],
      ],
    );
  });

  it("names the function in every signal", () => {
    for (const spec of specs) {
      assert.deepEqual(alarmInputs(spec).dimensions, { FunctionName: "test-rotation" });
    }
  });
});
