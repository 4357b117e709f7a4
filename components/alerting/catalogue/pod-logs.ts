import { type AlarmSpec } from "../alarm-spec.ts";

/**
 * Alarms on the log group that all pods write to. The shippers have no metric of their own in CloudWatch; that nothing
 * arrives is seen at the other end, where some pod always writes.
 */
export function podLogAlarms(logGroupName: string): readonly AlarmSpec[] {
  return [
    {
      id: "pod-logs-silent",
      signal: {
        kind: "metric",
        metric: {
          namespace: "AWS/Logs",
          name: "IncomingLogEvents",
          statistic: "Sum",
          dimensions: { LogGroupName: logGroupName },
        },
      },
      comparison: "<",
      threshold: 1,
      periodSeconds: 300,
      datapoints: [3, 3],
      // No events, no data: the silence is the failure.
      missing: "breaching",
      severity: "warning",
      why: "No pod's log has arrived for a quarter of an hour: what goes wrong now cannot be read up later.",
      runbook: "cluster-services.md#pod-logs",
      source:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html",
    },
  ];
}
