import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { deadLetterAlarm } from "../../../../components/alerting/catalogue/sqs.ts";

describe("deadLetterAlarm", () => {
  it("goes off at the first message in the queue", () => {
    const spec = deadLetterAlarm({
      queueName: "test-alert-dead-letters",
      id: "undelivered",
      why: "Alerts do not arrive.",
      runbook: "alerts.md#undelivered",
    });
    const { metricName, threshold, comparisonOperator, dimensions } = alarmInputs(spec);
    assert.deepEqual(
      [metricName, threshold, comparisonOperator, dimensions],
      ["ApproximateNumberOfMessagesVisible", 0, "GreaterThanThreshold", { QueueName: "test-alert-dead-letters" }],
    );
    assert.deepEqual(spec.datapoints, [1, 1]);
  });
});
