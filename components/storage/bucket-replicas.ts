import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { replicateFrom, replicateTo } from "../iam/grants/index.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { bucketArn, type Place } from "../naming.ts";
import {
  destinationProblems,
  type ReplicaDestination,
  replicaBucketName,
  replicaPlace,
} from "./replica-destination.ts";
import { replicateEverything } from "./replication-rule.ts";
import { SecureBucket, type SecureBucketArgs } from "./secure-bucket.ts";

/** A bucket that is copied. */
export interface ReplicatedBucket {
  readonly bucket: SecureBucket;
  /** Alias of its key. */
  readonly keyAlias: string;
  /** ARN of the key of the copies: of their Region, and with a policy that lets the role encrypt. */
  readonly replicaKeyArn: string;
  /** The bucket with the copies, beside what the destination says of it. */
  readonly replica: Pick<SecureBucketArgs, "what" | "dataClass" | "lifecycle" | "reachableBy" | "deleteDataOnDestroy">;
}

export interface BucketReplicasArgs {
  /** Environment, account and Region of the originals. */
  readonly place: Place;
  /** What the role is for, the last part of its name. */
  readonly purpose: string;
  /** Where the copies lie. */
  readonly destination: ReplicaDestination;
  /** What is copied. */
  readonly buckets: readonly ReplicatedBucket[];
  /** Tags of everything that is made in the other Region. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Copies of buckets in another Region: the buckets there, one role that copies, and a rule for each bucket. S3 copies what
 * is written from then on; what lay there before takes a job of S3 Batch Replication. @stateful
 *
 * @throws {Error} when the destination is no other Region.
 */
export class BucketReplicas extends pulumi.ComponentResource {
  /** Names of the buckets with the copies, by name of the bucket that is copied; known before they exist. */
  readonly replicas: Readonly<Record<string, string>>;

  constructor(name: string, args: BucketReplicasArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:BucketReplicas", name, {}, opts);
    const { place, destination } = args;
    const problems = destinationProblems(place, destination);
    if (problems.length > 0) {
      throw new Error(["Buckets that cannot be copied there:", ...problems.map((line) => `  - ${line}`)].join("\n"));
    }
    const there = replicaPlace(place, destination);
    const otherAccount = there.accountId !== place.accountId;
    const nameOf = ({ replica }: ReplicatedBucket): string => replicaBucketName(place, destination, replica.what);
    this.replicas = Object.fromEntries(args.buckets.map((one) => [one.bucket.bucketName, nameOf(one)]));

    const role = new ServiceRole(
      `${name}-role`,
      {
        place,
        purpose: args.purpose,
        service: "s3.amazonaws.com",
        grants: args.buckets.flatMap((one) => [
          replicateFrom({ place, bucketName: one.bucket.bucketName, keyAlias: one.keyAlias }),
          replicateTo({ place: there, bucketName: nameOf(one), keyArn: one.replicaKeyArn, otherAccount }),
        ]),
      },
      { parent: this },
    );
    const replicas = otherAccount ? [] : this.#make(name, args, there);
    for (const one of args.buckets) {
      new aws.s3.BucketReplicationConfig(
        `${name}-${one.replica.what}-rules`,
        {
          bucket: one.bucket.bucketName,
          role: role.arn,
          rules: [
            replicateEverything({
              bucketArn: bucketArn(there, nameOf(one)),
              keyArn: one.replicaKeyArn,
              otherAccountId: otherAccount ? there.accountId : undefined,
              deleteMarkers: destination.deleteMarkers ?? true,
            }),
          ],
        },
        // S3 refuses rules until both buckets are versioned, and copies nothing with a role that cannot yet.
        { parent: this, dependsOn: [one.bucket, ...replicas, role] },
      );
    }
    this.registerOutputs({ replicas: this.replicas });
  }

  #make(name: string, args: BucketReplicasArgs, there: Place): readonly SecureBucket[] {
    const provider = new aws.Provider(
      `${name}-there`,
      {
        region: there.region as aws.Region, // the SDK's list lags behind new Regions
        allowedAccountIds: [there.accountId],
        defaultTags: { tags: { ...args.tags } },
      },
      { parent: this },
    );
    return args.buckets.map(
      ({ replica, replicaKeyArn }) =>
        new SecureBucket(
          `${name}-${replica.what}`,
          { place: there, kmsKeyArn: replicaKeyArn, ...replica },
          { parent: this, providers: { aws: provider } },
        ),
    );
  }
}
