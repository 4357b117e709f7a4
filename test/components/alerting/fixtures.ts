import { type AlarmSpec, houseStyle } from "../../../components/alerting/alarm-spec.ts";

export const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

export const topicArns = {
  critical: "arn:aws:sns:eu-central-1:111111111111:test-alerts-critical",
  warning: "arn:aws:sns:eu-central-1:111111111111:test-alerts-warning",
  info: "arn:aws:sns:eu-central-1:111111111111:test-alerts-info",
};

export const spec: AlarmSpec = {
  ...houseStyle,
  id: "queue-deep",
  signal: {
    kind: "metric",
    metric: { namespace: "AWS/SQS", name: "Depth", statistic: "Maximum", dimensions: { QueueName: "q" } },
  },
  comparison: ">",
  threshold: 5,
  severity: "critical",
  why: "Nobody reads the queue.",
  runbook: "alerts.md#queue",
  source: "https://docs.aws.amazon.com/",
};

export const alarmArgs = {
  place,
  area: "lake",
  topicArns,
  owner: "data-platform",
  runbookUrl: "https://wiki/runbooks",
};
