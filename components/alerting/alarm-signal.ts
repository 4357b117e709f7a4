import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A CloudWatch metric of one resource. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum" | `p${number}`;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What an alarm looks at. */
export type Signal =
  | { readonly kind: "metric"; readonly metric: Metric }
  /** Metric math over at most ten metrics, named by lower-case letters. */
  | { readonly kind: "math"; readonly expression: string; readonly metrics: Readonly<Record<string, Metric>> }
  /** A Metrics Insights query that yields one series: the worst of a fleet, however many members it has. */
  | { readonly kind: "query"; readonly sql: string }
  /** The metric against what CloudWatch has learned of it; `bandWidth` in standard deviations. */
  | { readonly kind: "anomaly"; readonly metric: Metric; readonly bandWidth: number };

/** When the signal is bad. An anomaly has no threshold: it is outside of its band on the side given. */
export type Comparison = ">" | ">=" | "<" | "<=";

export interface Condition {
  readonly signal: Signal;
  readonly comparison: Comparison;
  /** In the metric's own unit; left out with an anomaly. */
  readonly threshold?: number;
  /** Length of a period; a multiple of 60. */
  readonly periodSeconds: number;
}

type AlarmInputs = Pick<
  aws.cloudwatch.MetricAlarmArgs,
  | "comparisonOperator"
  | "dimensions"
  | "extendedStatistic"
  | "metricName"
  | "metricQueries"
  | "namespace"
  | "period"
  | "statistic"
  | "threshold"
  | "thresholdMetricId"
>;

const operators = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const satisfies Record<Comparison, string>;

/** An alarm on metric math takes ten metrics at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const maxMetrics = 10;

/**
 * A condition as `aws.cloudwatch.MetricAlarm` takes it.
 *
 * @throws {Error} when it could never be evaluated: an odd period, a threshold missing or to spare, too many metrics.
 */
export function alarmInputs(condition: Condition): AlarmInputs {
  const problem = problemOf(condition);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  const { signal, comparison, threshold, periodSeconds } = condition;
  const comparisonOperator = operators[comparison];
  switch (signal.kind) {
    case "metric": {
      const { namespace, name, statistic, dimensions } = signal.metric;
      const how = statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic };
      return {
        comparisonOperator,
        threshold,
        namespace,
        metricName: name,
        dimensions: { ...dimensions },
        period: periodSeconds,
        ...how,
      };
    }
    case "math":
      return {
        comparisonOperator,
        threshold,
        metricQueries: [
          ...Object.entries(signal.metrics).map(([id, metric]) => metricQuery(id, metric, periodSeconds)),
          { id: "result", expression: signal.expression, label: signal.expression, returnData: true },
        ],
      };
    case "query":
      return {
        comparisonOperator,
        threshold,
        metricQueries: [{ id: "worst", expression: signal.sql, period: periodSeconds, returnData: true }],
      };
    case "anomaly":
      return {
        comparisonOperator: comparison.startsWith(">") ? "GreaterThanUpperThreshold" : "LessThanLowerThreshold",
        thresholdMetricId: "band",
        metricQueries: [
          { ...metricQuery("observed", signal.metric, periodSeconds), returnData: true },
          {
            id: "band",
            expression: `ANOMALY_DETECTION_BAND(observed, ${signal.bandWidth})`,
            label: "expected",
            returnData: true,
          },
        ],
      };
  }
}

function metricQuery(
  id: string,
  metric: Metric,
  period: number,
): aws.types.input.cloudwatch.MetricAlarmMetricQuery & { id: string } {
  const { namespace, name, statistic, dimensions } = metric;
  return {
    id,
    metric: { namespace, metricName: name, stat: statistic, period, dimensions: { ...dimensions } },
    returnData: false,
  };
}

function problemOf({ signal, threshold, periodSeconds }: Condition): string | undefined {
  if (periodSeconds <= 0 || periodSeconds % 60 !== 0) {
    return `The period is ${periodSeconds} seconds; allowed: a multiple of 60.`;
  }
  if (signal.kind === "anomaly") {
    return threshold === undefined
      ? undefined
      : "An anomaly alarm has a band and no threshold; leave the threshold out.";
  }
  if (threshold === undefined) {
    return "The threshold is missing; only an anomaly alarm goes without one.";
  }
  const count = signal.kind === "math" ? Object.keys(signal.metrics).length : 1;
  return count > 0 && count <= maxMetrics
    ? undefined
    : `The expression uses ${count} metrics; allowed: 1 to ${maxMetrics}.`;
}
