import { minInSyncReplicas, replicationFactor } from "../../contracts/events/topics.ts";

/** How clients prove who they are. IAM exists only at AWS; SCRAM also on brokers elsewhere. */
export type Authentication = "iam" | "scram";

/**
 * Cluster-wide broker settings (`server.properties` of an MSK configuration).
 *
 * Nothing is lost quietly: a broker that is behind never becomes leader, and no topic comes from a typing mistake. With
 * SCRAM, what no ACL allows is refused.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html
 */
export function brokerSettings(authentication: Authentication): string {
  const settings: Readonly<Record<string, string | number | boolean>> = {
    "auto.create.topics.enable": false,
    "default.replication.factor": replicationFactor,
    "min.insync.replicas": minInSyncReplicas,
    "unclean.leader.election.enable": false,
    "num.partitions": 1,
    "log.retention.hours": 168,
    ...(authentication === "scram" ? { "allow.everyone.if.no.acl.found": false } : {}),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}
