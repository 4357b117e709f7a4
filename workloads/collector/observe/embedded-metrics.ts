import { collectorMetrics } from "../../../contracts/events/collector-metrics.ts";
import { type Counts } from "./metrics.ts";

/** What is told every interval. */
export interface Interval {
  readonly namespace: string;
  readonly environment: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What was counted since the last. */
  readonly counts: Counts;
  readonly requestsInFlight: number;
  readonly bytesInFlight: number;
}

/** A metric's name, its value, its unit. */
type Metric = readonly [name: string, value: number, unit: "Count" | "Bytes"];

/**
 * Lines in CloudWatch's embedded metric format: one with the totals, also when they are zero, and one for every event type,
 * reason and code that was counted.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(interval: Interval): readonly Readonly<Record<string, unknown>>[] {
  const { accepted, quarantined, refused } = interval.counts;
  const each = (
    counts: ReadonlyMap<string, number>,
    dimension: string,
    name: string,
  ): readonly Readonly<Record<string, unknown>>[] =>
    [...counts].map(([key, count]) => line(interval, { [dimension]: key }, [[name, count, "Count"]]));
  return [
    line(interval, {}, [
      [collectorMetrics.accepted, sum(accepted), "Count"],
      [collectorMetrics.quarantined, sum(quarantined), "Count"],
      [collectorMetrics.refused, sum(refused), "Count"],
      [collectorMetrics.requestsInFlight, interval.requestsInFlight, "Count"],
      [collectorMetrics.bytesInFlight, interval.bytesInFlight, "Bytes"],
    ]),
    ...each(accepted, "EventType", collectorMetrics.accepted),
    ...each(quarantined, "Reason", collectorMetrics.quarantined),
    ...each(refused, "Code", collectorMetrics.refused),
  ];
}

function line(
  { namespace, environment, now }: Interval,
  dimensions: Readonly<Record<string, string>>,
  metrics: readonly Metric[],
): Readonly<Record<string, unknown>> {
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [["Environment", ...Object.keys(dimensions)]],
          Metrics: metrics.map(([Name, , Unit]) => ({ Name, Unit })),
        },
      ],
    },
    Environment: environment,
    ...dimensions,
    ...Object.fromEntries(metrics.map(([name, value]) => [name, value])),
  };
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
