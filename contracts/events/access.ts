import { topics, type TopicKey } from "./topics.ts";

/** A workload's access to Kafka; what is not granted here is refused. */
export interface KafkaAccess {
  /** Topics it writes. */
  readonly produces: readonly TopicKey[];
  /** Topics it reads. */
  readonly consumes: readonly TopicKey[];
  /** Consumer groups it may join; needed to read. */
  readonly groups: readonly string[];
}

/** Access by principal: the name of a workload. The one declaration behind IAM statements and broker ACLs. */
export const kafkaAccess = {
  collector: { produces: ["telemetry", "heartbeat", "faults", "transactions", "quarantine"], consumes: [], groups: [] },
  "raw-landing": {
    produces: [],
    consumes: ["telemetry", "heartbeat", "faults", "transactions", "quarantine"],
    groups: ["raw-landing"],
  },
} as const satisfies Record<string, KafkaAccess>;

export type Principal = keyof typeof kafkaAccess;

export const principals: readonly Principal[] = ["collector", "raw-landing"];

/** An entry of a broker's access control list. */
export interface AclBinding {
  /** `User:<name>` */
  readonly principal: string;
  readonly resourceType: "topic" | "group" | "cluster";
  readonly resourceName: string;
  readonly patternType: "literal" | "prefixed";
  /** Kafka's name of the operation, in lower case with underscores. */
  readonly operation: AclOperation;
  readonly permission: "allow" | "deny";
  readonly host: string;
}

export type AclOperation = "read" | "write" | "describe" | "idempotent_write";

/**
 * Broker ACLs for one user: exact names, no wildcards. An idempotent producer needs no right on the cluster since
 * Kafka 3.0; writing its topics is enough.
 *
 * @see https://kafka.apache.org/documentation/#operations_in_kafka
 */
export function aclBindings(access: KafkaAccess, userName: string): readonly AclBinding[] {
  const allow = (
    resourceType: AclBinding["resourceType"],
    resourceName: string,
    operation: AclOperation,
  ): AclBinding => ({
    principal: `User:${userName}`,
    resourceType,
    resourceName,
    patternType: "literal",
    operation,
    permission: "allow",
    host: "*",
  });
  return [
    ...access.produces.flatMap((key) =>
      (["write", "describe"] as const).map((operation) => allow("topic", topics[key].name, operation)),
    ),
    ...access.consumes.flatMap((key) =>
      (["read", "describe"] as const).map((operation) => allow("topic", topics[key].name, operation)),
    ),
    ...access.groups.map((group) => allow("group", group, "read")),
  ];
}

/** Where an MSK cluster is, as its ARNs name it. */
export interface ClusterIdentity {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
  /** The cluster's UUID, the last part of its ARN; `*` before the cluster exists. */
  readonly clusterUuid: string;
}

/** A statement of an IAM policy for MSK. */
export interface KafkaStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/**
 * The same access as IAM statements, for clusters whose clients authenticate by IAM.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
 */
export function iamStatements(access: KafkaAccess, cluster: ClusterIdentity): readonly KafkaStatement[] {
  const prefix = `arn:${cluster.partition}:kafka:${cluster.region}:${cluster.accountId}`;
  const path = `${cluster.clusterName}/${cluster.clusterUuid}`;
  const topicArns = (keys: readonly TopicKey[]): readonly string[] =>
    keys.map((key) => `${prefix}:topic/${path}/${topics[key].name}`);
  const statements: KafkaStatement[] = [
    { Sid: "Connect", Effect: "Allow", Action: ["kafka-cluster:Connect"], Resource: [`${prefix}:cluster/${path}`] },
  ];
  if (access.produces.length > 0) {
    statements.push(
      {
        Sid: "Produce",
        Effect: "Allow",
        Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"],
        Resource: topicArns(access.produces),
      },
      {
        Sid: "ProduceIdempotently",
        Effect: "Allow",
        Action: ["kafka-cluster:WriteDataIdempotently"],
        Resource: [`${prefix}:cluster/${path}`],
      },
    );
  }
  if (access.consumes.length > 0) {
    statements.push({
      Sid: "Consume",
      Effect: "Allow",
      Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
      Resource: topicArns(access.consumes),
    });
  }
  if (access.groups.length > 0) {
    statements.push({
      Sid: "JoinGroups",
      Effect: "Allow",
      Action: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
      Resource: access.groups.map((group) => `${prefix}:group/${path}/${group}`),
    });
  }
  return statements;
}
