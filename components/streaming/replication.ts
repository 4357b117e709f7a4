import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { kafkaAccess } from "../../contracts/events/access.ts";
import { topics } from "../../contracts/events/topics.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { physicalName, type Place } from "../naming.ts";
import { type MultiVpc } from "./broker-rules.ts";
import { parseClusterArn, replicate } from "./replication-grant.ts";

/** A network from which a cluster is reached. */
interface Reached {
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

export interface ReplicationArgs {
  /** Environment, account and Region that names and ARNs are built from; the source's as well. */
  readonly place: Place;
  /** Cluster the records are in; its clients authenticate by IAM. */
  readonly source: Reached & { readonly clusterName: string; readonly clusterArn: pulumi.Input<string> };
  /**
   * Whether the source lets clients of other VPCs in, as a replicator to another Region is one.
   * @default "off"
   */
  readonly multiVpc?: MultiVpc | undefined;
  /** Cluster they are copied to, of the same account; plain, so that the role's policy is known at preview. */
  readonly targetClusterArn: string;
  /** Network from which the target is reached. */
  readonly target: Reached;
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
    const { place, source, targetClusterArn } = args;
    const target = parseClusterArn(targetClusterArn);
    if (target.accountId !== place.accountId) {
      throw new pulumi.RunError(
        `The target of the replication is in account ${target.accountId}; MSK Replicator copies within one account, here ${place.accountId}. Name a cluster of this account in streaming:replication.targetClusterArn.`,
      );
    }
    if (target.region !== place.region && args.multiVpc !== "on") {
      throw new pulumi.RunError(
        `The target of the replication is in ${target.region}: from another Region MSK Replicator connects like a client of another VPC. Set streaming:multiVpc to "prepare", then "on", before streaming:replication.`,
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
        grants: [replicate({ ...place, clusterName: source.clusterName }, target, { topics: topicNames, groups })],
      },
      { parent: this },
    );
    const end = (mskClusterArn: pulumi.Input<string>, { subnetIds, securityGroupIds }: Reached) => ({
      amazonMskCluster: { mskClusterArn },
      vpcConfig: { subnetIds: [...subnetIds], securityGroupsIds: [...securityGroupIds] },
    });
    const replicator = new aws.msk.Replicator(
      `${name}-replicator`,
      {
        replicatorName: physicalName("msk-replicator", place, "events"),
        description: "Declared topics and consumer groups, under the same names",
        serviceExecutionRoleArn: role.arn,
        kafkaClusters: [end(source.clusterArn, source), end(targetClusterArn, args.target)],
        replicationInfoList: {
          sourceKafkaClusterArn: source.clusterArn,
          targetKafkaClusterArn: targetClusterArn,
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
