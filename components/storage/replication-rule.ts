import type * as aws from "@pulumi/aws";

/** Name of the one rule of a bucket; its metrics carry it as `RuleId`. */
export const replicationRule = "everything";

/** The time that S3's Replication Time Control promises, and the only one it takes. */
const promisedMinutes = 15;

export interface ReplicationRuleArgs {
  /** ARN of the bucket that takes the copies. */
  readonly bucketArn: string;
  /** ARN of the key of the copies. */
  readonly keyArn: string;
  /** Account that owns the copies, where it is another. */
  readonly otherAccountId: string | undefined;
  /** Whether delete markers are copied too. */
  readonly deleteMarkers: boolean;
}

/**
 * A rule of the second version, which an empty filter makes it, over the whole bucket: with objects under KMS, which S3
 * leaves out unless told, and with the time it takes promised and measured.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
 */
export function replicateEverything(args: ReplicationRuleArgs): aws.types.input.s3.BucketReplicationConfigRule {
  const { otherAccountId } = args;
  return {
    id: replicationRule,
    priority: 0,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: args.deleteMarkers ? "Enabled" : "Disabled" },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: {
      bucket: args.bucketArn,
      encryptionConfiguration: { replicaKmsKeyId: args.keyArn },
      replicationTime: { status: "Enabled", time: { minutes: promisedMinutes } },
      metrics: { status: "Enabled", eventThreshold: { minutes: promisedMinutes } },
      ...(otherAccountId === undefined
        ? {}
        : { account: otherAccountId, accessControlTranslation: { owner: "Destination" } }),
    },
  };
}
