import { aclBindings, type AclBinding, type KafkaAccess } from "../../contracts/events/access.ts";
import { type TopicKey } from "../../contracts/events/topics.ts";
import { type Grant } from "../iam/grant.ts";
import { type KafkaCluster, useKafka } from "../iam/grants/messages.ts";

/** One kind of access to a cluster, in both forms that Kafka at AWS knows; both from the same declaration. */
export interface KafkaGrant extends Grant {
  /** For clients by SCRAM or mTLS: what the brokers' access control list needs for a user. */
  readonly acls: (userName: string) => readonly AclBinding[];
}

const nothing: KafkaAccess = { produces: [], consumes: [], groups: [] };

/** Write to topics, also idempotently; the same right finds their partitions. */
export function grantProduce(cluster: KafkaCluster, ...produces: readonly TopicKey[]): KafkaGrant {
  return grantAccess(cluster, { ...nothing, produces });
}

/** Read topics as a member of one consumer group. */
export function grantConsume(cluster: KafkaCluster, group: string, ...consumes: readonly TopicKey[]): KafkaGrant {
  return grantAccess(cluster, { ...nothing, consumes, groups: [group] });
}

/** Join consumer groups and keep their offsets, beside what is granted on topics. */
export function grantGroups(cluster: KafkaCluster, ...groups: readonly string[]): KafkaGrant {
  return grantAccess(cluster, { ...nothing, groups });
}

/** All access of a principal, as `contracts/events/access.ts` declares it. */
export function grantAccess(cluster: KafkaCluster, access: KafkaAccess): KafkaGrant {
  return { ...useKafka(cluster, access), acls: (userName) => aclBindings(access, userName) };
}
