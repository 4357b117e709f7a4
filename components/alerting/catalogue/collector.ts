import { collectorMetrics, collectorMetricsNamespace } from "../../../contracts/events/collector-metrics.ts";
import { type Refusal } from "../../../contracts/events/outcomes.ts";
import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";
import { type Metric } from "../alarm-signal.ts";

export interface WatchedCollector {
  readonly environment: string;
  /** Requests that one collector may have in flight; beyond them it answers 429. */
  readonly inFlightRequests: number;
}

const source =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html";

/** Percent of all events: more than stray devices make. */
const quarantinedPercent = 0.5;

/** A share of the bound that leaves the autoscaler time to make pods. */
const nearBound = 0.8;

/**
 * Alarms of the collector, from the metrics that it writes into its log. They also tell that no pod is ready: the totals come
 * every minute of every pod, zeros too.
 */
export function collectorAlarms({ environment, inFlightRequests }: WatchedCollector): readonly AlarmSpec[] {
  const metric = (
    name: keyof typeof collectorMetrics,
    statistic: Metric["statistic"],
    dimensions: Readonly<Record<string, string>> = {},
  ): Metric => ({
    namespace: collectorMetricsNamespace,
    name: collectorMetrics[name],
    statistic,
    dimensions: { Environment: environment, ...dimensions },
  });
  const refused = (code: Refusal): AlarmSpec["signal"] => ({
    kind: "metric",
    metric: metric("refused", "Sum", { Code: code }),
  });
  return [
    {
      ...houseStyle,
      id: "collector-silent",
      signal: { kind: "metric", metric: metric("accepted", "SampleCount") },
      comparison: "<",
      threshold: 1,
      periodSeconds: 300,
      datapoints: [1, 1],
      missing: "breaching",
      severity: "critical",
      why: "No collector has written its metrics for five minutes: no pod is ready, and devices keep what they have.",
      runbook: "ingestion.md#no-collector",
      source,
    },
    {
      ...houseStyle,
      id: "sink-unavailable",
      signal: refused("unavailable"),
      comparison: ">",
      threshold: 0,
      severity: "critical",
      why: "Kafka, the token vault or the quarantine bucket does not take events in time; devices are told to send again.",
      runbook: "ingestion.md#sink-unavailable",
      source,
    },
    {
      ...houseStyle,
      id: "overloaded",
      signal: refused("overloaded"),
      comparison: ">",
      threshold: 0,
      datapoints: [3, 5],
      severity: "warning",
      why: "Collectors have more in flight than they may hold and answer 429: the brokers are slow, or pods are too few.",
      runbook: "ingestion.md#overloaded",
      source,
    },
    {
      ...houseStyle,
      id: "in-flight",
      signal: { kind: "metric", metric: metric("requestsInFlight", "Maximum") },
      comparison: ">",
      threshold: Math.floor(nearBound * inFlightRequests),
      datapoints: [3, 5],
      severity: "warning",
      why: `A collector has over ${nearBound * 100} % of the ${inFlightRequests} requests in flight that it may have; beyond, it answers 429.`,
      runbook: "ingestion.md#overloaded",
      source,
    },
    {
      ...houseStyle,
      id: "quarantine-share",
      signal: {
        kind: "math",
        expression: "IF(accepted + quarantined > 0, 100 * quarantined / (accepted + quarantined), 0)",
        metrics: { accepted: metric("accepted", "Sum"), quarantined: metric("quarantined", "Sum") },
      },
      comparison: ">",
      threshold: quarantinedPercent,
      periodSeconds: 300,
      severity: "warning",
      why: "More events are quarantined than stray devices make: a release of a device or of a schema is wrong.",
      runbook: "ingestion.md#quarantined-events",
      source,
    },
    {
      ...houseStyle,
      id: "revoked-device",
      signal: refused("certificate_revoked"),
      comparison: ">",
      threshold: 0,
      periodSeconds: 300,
      datapoints: [1, 1],
      severity: "info",
      why: "A device whose certificate was revoked still tries to send: somebody has it, or nobody told its owner.",
      runbook: "ingestion.md#authentication-failures",
      source,
    },
  ];
}
