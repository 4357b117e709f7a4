import { type Metric, type Signal } from "../../alarm-signal.ts";
import { type AlarmSpec } from "../../alarm-spec.ts";
import { mskDimensions, mskMetrics, type BrokerType, type MonitoringLevel, type MskMetricName } from "./metrics.ts";

export interface WatchedCluster {
  readonly clusterName: string;
  readonly brokerType: BrokerType;
  readonly monitoringLevel: MonitoringLevel;
  /** Broker IDs run from 1 to this number. */
  readonly brokers: number;
  /** Whether clients authenticate by IAM, which has limits of its own on connections. */
  readonly iam: boolean;
  /** Partitions a broker of this size carries, replicas included. */
  readonly partitionsPerBroker: number;
  /** What a broker of this size takes in and gives out; known for Express only. In MB per second. */
  readonly brokerQuota?: { readonly ingressMBps: number; readonly egressMBps: number };
  /** Consumer groups and the topics they read, with the lag that is too much. */
  readonly consumers: readonly WatchedConsumer[];
}

export interface WatchedConsumer {
  /** ASCII only: MSK silently drops the metrics of any other group. */
  readonly group: string;
  readonly topic: string;
  readonly maxLagSeconds: number;
}

/** An alarm, and the metrics that must be emitted for it to mean anything. */
export interface Candidate {
  readonly needs: readonly MskMetricName[];
  readonly spec: AlarmSpec;
}

const namespace = "AWS/Kafka";

export const sources = {
  bestPractices: "https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html",
  metrics: "https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html",
  expressMetrics: "https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details-express.html",
  limits: "https://docs.aws.amazon.com/msk/latest/developerguide/limits.html",
} as const;

/** A share of a limit at which there is still time to act. */
export const nearLimit = 0.8;

export function metric(name: MskMetricName, statistic: Metric["statistic"], dimensions: Metric["dimensions"]): Metric {
  return { namespace, name, statistic, dimensions };
}

export function clusterSignal(clusterName: string, name: MskMetricName, statistic: Metric["statistic"]): Signal {
  return { kind: "metric", metric: metric(name, statistic, { "Cluster Name": clusterName }) };
}

/** The worst broker of the cluster, so that a cluster that grows needs no new alarm. */
export function worst(clusterName: string, name: MskMetricName, aggregate: "MAX" | "MIN" | "SUM"): Signal {
  const keys = mskDimensions[mskMetrics[name].per].map((key) => `"${key}"`).join(", ");
  const order = aggregate === "MIN" ? "ASC" : "DESC";
  return {
    kind: "query",
    sql: `SELECT ${aggregate}(${name}) FROM SCHEMA("${namespace}", ${keys}) WHERE "Cluster Name" = '${clusterName}' GROUP BY "Broker ID" ORDER BY ${aggregate}() ${order} LIMIT 1`,
  };
}
