import { longestRetentionHours, minInSyncReplicas, replicationFactor } from "../../contracts/events/topics.ts";
import { type BrokerKind } from "./broker-types.ts";

/** How clients prove who they are. IAM exists only at AWS; SCRAM also on brokers elsewhere. */
export type Authentication = "iam" | "scram" | "mtls";

/** Values of `server.properties`. */
export type BrokerSettings = Readonly<Record<string, string | number | boolean>>;

export interface BrokerSettingsPlan {
  readonly kind: BrokerKind;
  readonly authentication: readonly Authentication[];
  /**
   * Properties of an environment beside ours, by Kafka's own names.
   * @default - none
   */
  readonly more?: BrokerSettings;
}

/** What keeps records safe. Express brokers have these values built in and refuse to be told. */
const durability: BrokerSettings = {
  "default.replication.factor": replicationFactor,
  "min.insync.replicas": minInSyncReplicas,
  "unclean.leader.election.enable": false,
};

const millisecondsPerHour = 3_600_000;

/**
 * Express brokers refuse records older than a day unless told otherwise. A device may have been out of reach for longer;
 * older than the longest retention, a record is of no use.
 */
const lateRecords: BrokerSettings = {
  "log.message.timestamp.before.max.ms": longestRetentionHours * millisecondsPerHour,
};

/**
 * Cluster-wide broker settings (`server.properties` of an MSK configuration).
 *
 * Nothing is lost quietly: a broker that is behind never becomes leader, and no topic comes from a typing mistake. What no
 * ACL allows is refused, for clients that ACLs bind: those by SCRAM and by certificate.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html
 */
export function brokerSettings({ kind, authentication, more = {} }: BrokerSettingsPlan): string {
  const settings: BrokerSettings = {
    "auto.create.topics.enable": false,
    ...(kind === "standard" ? durability : lateRecords),
    "num.partitions": replicationFactor,
    "log.retention.ms": 168 * millisecondsPerHour,
    ...(authentication.some((way) => way !== "iam") ? { "allow.everyone.if.no.acl.found": false } : {}),
    ...more,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}

/** Properties that an environment may not change, on any kind of broker. */
const ours: ReadonlySet<string> = new Set([
  ...Object.keys(durability),
  "allow.everyone.if.no.acl.found",
  "auto.create.topics.enable",
]);

/** What is wrong with the properties an environment asks for beside ours; empty when they can be set. */
export function settingProblems(kind: BrokerKind, more: BrokerSettings): readonly string[] {
  return Object.keys(more).flatMap((name) => {
    if (ours.has(name)) {
      return [`must not set ${name}: the platform sets it so that nothing is lost and nobody is let in unnamed`];
    }
    if (kind === "express" && !expressProperties.has(name)) {
      return [`must not set ${name}: Express brokers take ${[...expressProperties].join(", ")}`];
    }
    return [];
  });
}

/**
 * Properties that a configuration may set on Express brokers; MSK keeps all others.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html
 */
export const expressProperties: ReadonlySet<string> = new Set([
  "allow.everyone.if.no.acl.found",
  "auto.create.topics.enable",
  "compression.type",
  "connections.max.idle.ms",
  "delete.topic.enable",
  "group.initial.rebalance.delay.ms",
  "group.max.session.timeout.ms",
  "leader.imbalance.per.broker.percentage",
  "log.cleanup.policy",
  "log.message.timestamp.after.max.ms",
  "log.message.timestamp.before.max.ms",
  "log.message.timestamp.type",
  "log.retention.bytes",
  "log.retention.ms",
  "max.connections.per.ip",
  "max.incremental.fetch.session.cache.slots",
  "message.max.bytes",
  "num.partitions",
  "offsets.retention.minutes",
  "replica.fetch.max.bytes",
  "replica.selector.class",
  "socket.receive.buffer.bytes",
  "socket.request.max.bytes",
  "socket.send.buffer.bytes",
  "transaction.max.timeout.ms",
  "transactional.id.expiration.ms",
]);
