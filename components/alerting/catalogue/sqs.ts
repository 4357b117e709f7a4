import { type AlarmSpec } from "../alarm-spec.ts";

const namespace = "AWS/SQS";

/** A queue of what could not be delivered or processed: a single message in it is one that nobody handled. */
export function deadLetterAlarm(queue: {
  readonly queueName: string;
  /** ID of the alarm, in its area. */
  readonly id: string;
  /** What it means that something lies there. */
  readonly why: string;
  readonly runbook: AlarmSpec["runbook"];
}): AlarmSpec {
  return {
    id: queue.id,
    signal: {
      kind: "metric",
      metric: {
        namespace,
        name: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        dimensions: { QueueName: queue.queueName },
      },
    },
    comparison: ">",
    threshold: 0,
    periodSeconds: 300,
    datapoints: [1, 1],
    missing: "notBreaching",
    severity: "critical",
    why: queue.why,
    runbook: queue.runbook,
    source:
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
  };
}
