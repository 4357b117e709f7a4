import { type Metric } from "../alarm-signal.ts";
import { type AlarmSpec } from "../alarm-spec.ts";

export interface WatchedFunction {
  readonly functionName: string;
  /** First part of the alarms' IDs, unique in their area. */
  readonly id: string;
  /** What it means when the function fails; ends with a full stop. */
  readonly why: string;
  readonly timeoutSeconds: number;
  readonly runbook: AlarmSpec["runbook"];
  /** How soon a failure must be looked at. */
  readonly severity: AlarmSpec["severity"];
}

const source =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#Lambda";

/** A share of the timeout at which the next slow answer is a failure. */
const nearTimeout = 0.8;

/** Alarms that AWS recommends for a function: it fails, it is held back, it is about to run out of time. */
export function lambdaAlarms(watched: WatchedFunction): readonly AlarmSpec[] {
  const { functionName, id, runbook, severity, timeoutSeconds } = watched;
  const metric = (name: string, statistic: Metric["statistic"]): AlarmSpec["signal"] => ({
    kind: "metric",
    metric: { namespace: "AWS/Lambda", name, statistic, dimensions: { FunctionName: functionName } },
  });
  const common = { missing: "notBreaching", runbook, source, periodSeconds: 300 } as const;
  return [
    {
      ...common,
      id: `${id}-errors`,
      signal: metric("Errors", "Sum"),
      comparison: ">",
      threshold: 0,
      datapoints: [1, 1],
      severity,
      why: `The function ${functionName} failed. ${watched.why}`,
    },
    {
      ...common,
      id: `${id}-throttles`,
      signal: metric("Throttles", "Sum"),
      comparison: ">",
      threshold: 0,
      datapoints: [2, 3],
      severity: "warning",
      why: `The function ${functionName} is not started: its concurrency, or the account's, is used up. ${watched.why}`,
    },
    {
      ...common,
      id: `${id}-slow`,
      signal: metric("Duration", "p99"),
      comparison: ">",
      threshold: timeoutSeconds * 1000 * nearTimeout,
      datapoints: [2, 3],
      severity: "warning",
      why: `The function ${functionName} needs over 80 % of the ${timeoutSeconds} s it has.`,
    },
  ];
}
