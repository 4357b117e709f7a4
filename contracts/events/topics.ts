/** A Kafka topic of the platform. */
export interface TopicDeclaration {
  /** `iot.<event type>.v<major version of its schema>`. */
  readonly name: string;
  readonly purpose: string;
  /** Highest rate the topic must carry, in MB per second of uncompressed records. */
  readonly peakMBPerSecond: number;
  readonly retentionHours: number;
}

/** Three copies of every record, of which two must be written before a producer with `acks=all` is answered. */
export const replicationFactor = 3;
export const minInSyncReplicas = 2;

/**
 * What one partition carries without its consumer falling behind: a Spark task reads, parses and merges about this much.
 * The broker itself carries ten times as much, so the consumer decides.
 */
export const mbPerSecondPerPartition = 2;

/**
 * Partitions for a peak rate: enough for the slowest consumer, rounded up so that every Availability Zone leads as many.
 *
 * A topic's partitions only ever become more: lower a peak and the next run fails, because Kafka cannot take one away.
 */
export function partitionsFor(peakMBPerSecond: number, zones: number = replicationFactor): number {
  const needed = Math.max(1, Math.ceil(peakMBPerSecond / mbPerSecondPerPartition));
  return Math.ceil(needed / zones) * zones;
}

/** Every topic there is. Streaming stack, permissions, collector, jobs and schema registry take them from here. */
export const topics = {
  telemetry: { name: "iot.telemetry.v1", purpose: "Measurements of devices", peakMBPerSecond: 20, retentionHours: 168 },
  heartbeat: { name: "iot.heartbeat.v1", purpose: "Signs of life of devices", peakMBPerSecond: 10, retentionHours: 72 },
  faults: { name: "iot.faults.v1", purpose: "Faults that devices report", peakMBPerSecond: 2, retentionHours: 168 },
  transactions: {
    name: "iot.transactions.v1",
    purpose: "Transactions at devices",
    peakMBPerSecond: 5,
    retentionHours: 336,
  },
  quarantine: {
    name: "iot.quarantine.v1",
    purpose: "Events that are not valid, with the reason",
    peakMBPerSecond: 1,
    retentionHours: 336,
  },
} as const satisfies Record<string, TopicDeclaration>;

export type TopicKey = keyof typeof topics;

/** Longest that any topic keeps a record, in hours. */
export const longestRetentionHours = Math.max(...Object.values(topics).map(({ retentionHours }) => retentionHours));

/** What the brokers a topic lies on can do. */
export interface TopicStorage {
  /** Whether the brokers take `min.insync.replicas` from a topic; Express brokers have it built in. */
  readonly ownMinInSyncReplicas: boolean;
  /** Whether records move to cheaper storage. */
  readonly tiered: boolean;
}

/** Hours a record stays on the brokers themselves where it then moves to cheaper storage. */
const localRetentionHours = 24;

/** A topic with tiered storage keeps its records for at least three days. */
const shortestTieredRetentionHours = 72;

/**
 * A topic's settings by Kafka's own names.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage-constraints.html
 */
export function topicSettings(
  topic: TopicDeclaration,
  storage: TopicStorage = { ownMinInSyncReplicas: true, tiered: false },
): Readonly<Record<string, string>> {
  const milliseconds = (hours: number): string => String(hours * 3_600_000);
  const tiered = storage.tiered && topic.retentionHours >= shortestTieredRetentionHours;
  return {
    "cleanup.policy": "delete",
    ...(storage.ownMinInSyncReplicas && { "min.insync.replicas": String(minInSyncReplicas) }),
    "retention.ms": milliseconds(topic.retentionHours),
    ...(tiered && { "remote.storage.enable": "true", "local.retention.ms": milliseconds(localRetentionHours) }),
  };
}
