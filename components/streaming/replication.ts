import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { kafkaAccess } from "../../contracts/events/access.ts";
import { topics } from "../../contracts/events/topics.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { physicalName, type Place } from "../naming.ts";
import { type MskClusterName, replicate } from "./replication-grant.ts";

/** One end of a replication: a cluster whose clients authenticate by IAM, and how it is reached. */
export interface ReplicationEnd {
  readonly clusterArn: pulumi.Input<string>;
  /** Account, Region and name as the cluster's ARN has them; plain, so that the role's policy is known at preview. */
  readonly cluster: MskClusterName;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

export interface ReplicationArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Cluster the records are in. */
  readonly source: ReplicationEnd;
  /** Cluster they are copied to. */
  readonly target: ReplicationEnd;
  /**
   * How offsets of consumer groups follow. `ENHANCED` needs a second replicator that leads back, and is what makes failing back
   * possible; with `LEGACY` a group starts on the target at about the place it had reached.
   * @default "LEGACY"
   */
  readonly offsetSync?: "LEGACY" | "ENHANCED" | undefined;
  /**
   * Compression on the way.
   * @default "SNAPPY"
   */
  readonly compression?: "NONE" | "GZIP" | "SNAPPY" | "LZ4" | "ZSTD" | undefined;
}

/**
 * Copies the declared topics to a second cluster under the same names, and the offsets of the declared groups with them, so
 * that clients fail over by changing their bootstrap addresses alone.
 *
 * A change of ends, compression or names is another replicator: it starts where new records are, and what lies between is not
 * copied. Both clusters belong to one account.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator.html
 */
export class Replication extends pulumi.ComponentResource {
  readonly replicatorArn: pulumi.Output<string>;
  readonly roleArn: string;

  constructor(name: string, args: ReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:Replication", name, {}, opts);
    const { place, source, target } = args;
    if (source.cluster.accountId !== target.cluster.accountId) {
      throw new pulumi.RunError(
        `The target of the replication is in account ${target.cluster.accountId}; MSK Replicator copies within one account, here ${source.cluster.accountId}. Name a cluster of this account in streaming:replication.targetClusterArn.`,
      );
    }
    const topicNames = Object.values(topics).map((topic) => topic.name);
    const groups = Object.values(kafkaAccess).flatMap((access) => access.groups);
    const role = new ServiceRole(
      `${name}-role`,
      {
        place,
        purpose: "kafka-replication",
        service: "kafka.amazonaws.com",
        grants: [replicate(source.cluster, target.cluster, { topics: topicNames, groups })],
      },
      { parent: this },
    );
    const end = ({ clusterArn, subnetIds, securityGroupIds }: ReplicationEnd) => ({
      amazonMskCluster: { mskClusterArn: clusterArn },
      vpcConfig: { subnetIds: [...subnetIds], securityGroupsIds: [...securityGroupIds] },
    });
    const replicator = new aws.msk.Replicator(
      `${name}-replicator`,
      {
        replicatorName: physicalName("msk-replicator", place, "events"),
        description: "Declared topics and consumer groups, under the same names",
        serviceExecutionRoleArn: role.arn,
        kafkaClusters: [end(source), end(target)],
        replicationInfoList: {
          sourceKafkaClusterArn: source.clusterArn,
          targetKafkaClusterArn: target.clusterArn,
          targetCompressionType: args.compression ?? "SNAPPY",
          topicReplications: [
            {
              topicNameConfiguration: { type: "IDENTICAL" },
              topicsToReplicates: topicNames.map(exactly),
              startingPosition: { type: "EARLIEST" },
              copyTopicConfigurations: true,
              detectAndCopyNewTopics: true,
              // Between clusters with IAM there are none, and the role may not hand out rights.
              copyAccessControlListsForTopics: false,
            },
          ],
          consumerGroupReplications: [
            {
              consumerGroupsToReplicates: groups.map(exactly),
              consumerGroupOffsetSyncMode: args.offsetSync ?? "LEGACY",
              synchroniseConsumerGroupOffsets: true,
              detectAndCopyNewConsumerGroups: true,
            },
          ],
        },
      },
      { parent: this, dependsOn: role },
    );
    this.replicatorArn = replicator.arn;
    this.roleArn = role.arn;
    this.registerOutputs({ replicatorArn: this.replicatorArn, roleArn: this.roleArn });
  }
}

/** A regular expression for this name and no other. */
function exactly(name: string): string {
  return name.replaceAll(/[.\\+*?[\](){}^$|]/g, (special) => `\\${special}`);
}
