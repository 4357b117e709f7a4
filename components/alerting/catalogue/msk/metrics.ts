/** How an MSK broker is run; decides what it emits. */
export type BrokerType = "express" | "standard";

/** MSK's monitoring levels, each with the metrics of those before it. */
export const monitoringLevels = ["DEFAULT", "PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"] as const;

export type MonitoringLevel = (typeof monitoringLevels)[number];

/** Dimensions of a metric's series, by what there is one series for. */
export const mskDimensions = {
  cluster: ["Cluster Name"],
  broker: ["Broker ID", "Cluster Name"],
  listener: ["Broker ID", "Client Authentication", "Cluster Name"],
  group: ["Cluster Name", "Consumer Group", "Topic"],
} as const;

interface MskMetric {
  /** Broker types that emit it. */
  readonly emittedBy: readonly BrokerType[];
  /** Level from which on it is emitted. */
  readonly from: MonitoringLevel;
  /** What there is one series for. */
  readonly per: keyof typeof mskDimensions;
}

const both = ["standard", "express"] as const;
const standard = ["standard"] as const;
const express = ["express"] as const;

/**
 * Metrics of MSK that are worth an alarm. An alarm on a metric that a broker type does not emit is never in alarm and never
 * says why, so {@link emits} is asked before one is made.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details-express.html
 */
export const mskMetrics = {
  ActiveControllerCount: { emittedBy: both, from: "DEFAULT", per: "cluster" },
  BwInAllowanceExceeded: { emittedBy: standard, from: "PER_BROKER", per: "broker" },
  BwOutAllowanceExceeded: { emittedBy: standard, from: "PER_BROKER", per: "broker" },
  BytesInPerSec: { emittedBy: both, from: "DEFAULT", per: "broker" },
  BytesOutPerSec: { emittedBy: both, from: "DEFAULT", per: "broker" },
  ClientConnectionCount: { emittedBy: both, from: "DEFAULT", per: "listener" },
  ConnectionCreationRate: { emittedBy: both, from: "PER_BROKER", per: "broker" },
  CpuSystem: { emittedBy: both, from: "DEFAULT", per: "broker" },
  CpuUser: { emittedBy: both, from: "DEFAULT", per: "broker" },
  EstimatedMaxTimeLag: { emittedBy: both, from: "DEFAULT", per: "group" },
  FetchThrottleTime: { emittedBy: express, from: "PER_BROKER", per: "broker" },
  HeapMemoryAfterGC: { emittedBy: standard, from: "DEFAULT", per: "broker" },
  IAMTooManyConnections: { emittedBy: both, from: "PER_BROKER", per: "broker" },
  KafkaDataLogsDiskUsed: { emittedBy: standard, from: "DEFAULT", per: "broker" },
  MaxOffsetLag: { emittedBy: both, from: "DEFAULT", per: "group" },
  NetworkProcessorAvgIdlePercent: { emittedBy: both, from: "PER_BROKER", per: "broker" },
  OfflinePartitionsCount: { emittedBy: standard, from: "DEFAULT", per: "cluster" },
  PartitionCount: { emittedBy: both, from: "DEFAULT", per: "broker" },
  ProduceThrottleTime: { emittedBy: express, from: "PER_BROKER", per: "broker" },
  RequestHandlerAvgIdlePercent: { emittedBy: both, from: "PER_BROKER", per: "broker" },
  StorageUsed: { emittedBy: express, from: "DEFAULT", per: "cluster" },
  SumOffsetLag: { emittedBy: both, from: "DEFAULT", per: "group" },
  UnderMinIsrPartitionCount: { emittedBy: standard, from: "DEFAULT", per: "broker" },
  UnderReplicatedPartitions: { emittedBy: standard, from: "DEFAULT", per: "broker" },
} as const satisfies Record<string, MskMetric>;

export type MskMetricName = keyof typeof mskMetrics;

/** Whether brokers of this type emit the metric at this level. */
export function emits(metric: MskMetricName, brokerType: BrokerType, level: MonitoringLevel): boolean {
  const { emittedBy, from }: MskMetric = mskMetrics[metric];
  return emittedBy.includes(brokerType) && monitoringLevels.indexOf(level) >= monitoringLevels.indexOf(from);
}
