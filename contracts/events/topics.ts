/** A Kafka topic of the platform. */
export interface TopicDeclaration {
  /** `iot.<event type>.v<major version of its schema>`. */
  readonly name: string;
  readonly purpose: string;
  /** Highest rate the topic must carry, in MB per second of uncompressed records. */
  readonly peakMBPerSecond: number;
  readonly retentionHours: number;
}

/**
 * What one partition carries without its consumer falling behind: a Spark task reads, parses and merges about this much.
 * The broker itself carries ten times as much, so the consumer decides.
 */
export const mbPerSecondPerPartition = 2;

/** Brokers come in threes, one per Availability Zone; partitions in multiples of it are led evenly. */
const partitionMultiple = 3;

/** Partitions for a peak rate: enough for the slowest consumer, rounded up so that every zone leads as many. */
export function partitionsFor(peakMBPerSecond: number): number {
  const needed = Math.max(1, Math.ceil(peakMBPerSecond / mbPerSecondPerPartition));
  return Math.ceil(needed / partitionMultiple) * partitionMultiple;
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

/** Three copies of every record, of which two must be written before a producer with `acks=all` is answered. */
export const replicationFactor = 3;
export const minInSyncReplicas = 2;

/** A topic's settings by Kafka's own names. */
export function topicSettings(topic: TopicDeclaration): Readonly<Record<string, string>> {
  return {
    "cleanup.policy": "delete",
    "min.insync.replicas": String(minInSyncReplicas),
    "retention.ms": String(topic.retentionHours * 3_600_000),
  };
}
