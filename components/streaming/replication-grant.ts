import { type Grant } from "../iam/grant.ts";
import { type Statement } from "../iam/policy-document.ts";
import { arn } from "../naming.ts";

/** A cluster as its ARN names it, without the random last part. */
export interface MskClusterName {
  readonly accountId: string;
  readonly region: string;
  readonly clusterName: string;
}

/**
 * The parts of `arn:aws:kafka:<region>:<account>:cluster/<name>/<uuid>`.
 *
 * @throws {Error} when it is not the ARN of an MSK cluster.
 */
export function parseClusterArn(clusterArn: string): MskClusterName {
  const found = /^arn:aws[a-z-]*:kafka:([a-z0-9-]+):(\d{12}):cluster\/([^/]+)\/[^/]+$/.exec(clusterArn);
  const [, region = "", accountId = "", clusterName = ""] = found ?? [];
  if (found === null) {
    throw new Error(
      `"${clusterArn}" is not the ARN of an MSK cluster: arn:aws:kafka:<region>:<account>:cluster/<name>/<id>.`,
    );
  }
  return { region, accountId, clusterName };
}

/** What is copied. */
interface Copied {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
}

/** Topics and groups that the replicator makes for itself, on both clusters; it chooses what stands for the stars. */
const internalTopics = ["*__amazon_msk_replicator_*", "mskr-offset-syncs.*", "*.checkpoints.internal"];
const internalGroups = ["*__amazon_msk_replicator_*"];

const describeTopic = ["DescribeTopic", "DescribeTopicDynamicConfiguration"];
const makeTopic = ["CreateTopic", "AlterTopic", "AlterTopicDynamicConfiguration", "WriteData", ...describeTopic];

/**
 * What MSK Replicator's role needs for topics under the same names, their settings and the offsets of groups: the least that
 * AWS names, where its managed policy `AWSMSKReplicatorExecutionRole` opens every cluster of every account.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-permissions-reference.html
 */
export function replicate(source: MskClusterName, target: MskClusterName, { topics, groups }: Copied): Grant {
  const both = [source, target];
  const allow = (Sid: string, actions: readonly string[], Resource: readonly string[]): Statement => ({
    Sid,
    Effect: "Allow",
    Action: actions.map((action) => `kafka-cluster:${action}`),
    Resource,
  });
  const clusters = (of: readonly MskClusterName[]): readonly string[] => of.map((one) => kafkaArn(one, "cluster"));
  const named = (kind: "topic" | "group", of: readonly MskClusterName[], names: readonly string[]): readonly string[] =>
    of.flatMap((one) => names.map((name) => kafkaArn(one, kind, name)));
  return {
    statements: [
      allow("ReplicateBetween", ["Connect", "DescribeCluster", "WriteDataIdempotently"], clusters(both)),
      allow("ReplicateSettings", ["AlterCluster"], clusters([target])),
      allow("ReplicateInternally", [...makeTopic, "ReadData"], named("topic", both, internalTopics)),
      allow("ReplicateFrom", [...describeTopic, "ReadData"], named("topic", [source], topics)),
      allow("ReplicateTo", makeTopic, named("topic", [target], topics)),
      allow(
        "ReplicateGroupsTo",
        ["AlterGroup", "DescribeGroup"],
        named("group", [target], [...groups, ...internalGroups]),
      ),
      ...(groups.length === 0
        ? []
        : [allow("ReplicateGroupsFrom", ["DescribeGroup"], named("group", [source], groups))]),
    ],
    keyAliases: [],
  };
}

function kafkaArn(cluster: MskClusterName, kind: string, name?: string): string {
  return arn(cluster, "kafka", `${kind}/${cluster.clusterName}/*${name === undefined ? "" : `/${name}`}`);
}
