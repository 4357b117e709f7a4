import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Statement } from "../iam/policy-document.ts";
import { bucketArn, bucketName, type Place } from "../naming.ts";
import { dataClassTag, type DataClass } from "../tags.ts";
import { bucketPolicy } from "./bucket-policy.ts";
import { type LifecycleRule, lifecycleRules } from "./lifecycle.ts";

/** How long nobody deletes or overwrites a version, from the moment it is written. */
export interface ObjectLock {
  /**
   * `GOVERNANCE`: who has `s3:BypassGovernanceRetention` may all the same. `COMPLIANCE`: nobody may, the account's root
   * included, and the period can only be made longer.
   */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly days: number;
}

export interface SecureBucketArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What it holds; the bucket is named `<environment>-<what>-<account>-<region>`. */
  readonly what: string;
  /** KMS key that encrypts every object. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Sensitivity of what it holds; becomes its `DataClass` tag. */
  readonly dataClass: DataClass;
  /** Whether a destroy may delete what is in it. */
  readonly deleteDataOnDestroy: boolean;
  /**
   * Days until current objects expire, wherever they lie; not together with `lifecycle`.
   * @default - never
   */
  readonly expireAfterDays?: number;
  /**
   * What becomes of objects by prefix, beside what holds for all: abandoned uploads and noncurrent versions go.
   * @default []
   */
  readonly lifecycle?: readonly LifecycleRule[];
  /**
   * ARNs of the roles that may reach its objects at all, whatever other policies say.
   * @default - whoever IAM lets in
   */
  readonly reachableBy?: readonly string[];
  /**
   * Name of the bucket that S3 writes access logs to, under `access/<bucket>/`; it takes them from our buckets.
   * @default - no access logs
   */
  readonly accessLogBucket?: string;
  /**
   * Keeps every version for a time, whatever rights somebody has.
   * @default - versions can be deleted
   */
  readonly objectLock?: ObjectLock;
  /**
   * Whether CloudWatch counts its requests and their errors, which S3 charges for.
   * @default false
   */
  readonly requestMetrics?: boolean;
  /**
   * Statements added to the bucket policy.
   * @default []
   */
  readonly policyStatements?: readonly Statement[];
}

/** Where the access logs of a bucket lie in the bucket that takes them; of all buckets without a name. */
export function accessLogPrefix(bucket?: string): string {
  return bucket === undefined ? "access/" : `access/${bucket}/`;
}

/** Name of the request metrics' filter over a whole bucket; the metrics carry it as `FilterId`. */
export const requestMetricsFilter = "entire-bucket";

/**
 * An S3 bucket as the house makes it: SSE-KMS with its bucket key and no other key, versioned, TLS 1.2 at least, no public
 * access, no ACLs, a lifecycle, events on EventBridge. @stateful
 */
export class SecureBucket extends pulumi.ComponentResource {
  /** Physical name, known before the bucket exists. */
  readonly bucketName: string;
  readonly arn: string;

  constructor(name: string, args: SecureBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:SecureBucket", name, {}, opts);
    if (args.objectLock !== undefined && args.deleteDataOnDestroy) {
      throw new Error(
        `The bucket of ${name} cannot both lock its objects for ${args.objectLock.days} days and be deleted with them. Leave objectLock out, or set deleteDataOnDestroy to false.`,
      );
    }
    this.bucketName = bucketName(args.place, args.what);
    this.arn = bucketArn(args.place, this.bucketName);

    const bucket = new aws.s3.Bucket(
      `${name}-bucket`,
      {
        bucket: this.bucketName,
        forceDestroy: args.deleteDataOnDestroy,
        tags: { Name: this.bucketName, ...dataClassTag(args.dataClass) },
      },
      { parent: this },
    );
    const child: pulumi.CustomResourceOptions = { parent: this, deletedWith: bucket };
    const settings = { bucket: bucket.bucket };

    const publicAccess = new aws.s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        ...settings,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    new aws.s3.BucketOwnershipControls(
      `${name}-ownership`,
      { ...settings, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    const versioning = new aws.s3.BucketVersioning(
      `${name}-versioning`,
      { ...settings, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        ...settings,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.kmsKeyArn },
            bucketKeyEnabled: true,
          },
        ],
      },
      child,
    );
    // S3 takes one change of a bucket's access settings at a time, so the policy waits for the block.
    new aws.s3.BucketPolicy(
      `${name}-policy`,
      {
        ...settings,
        policy: bucketPolicy({
          bucketArn: this.arn,
          kmsKeyArn: args.kmsKeyArn,
          reachableBy: args.reachableBy,
          additional: args.policyStatements,
        }),
      },
      { ...child, dependsOn: publicAccess },
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { ...settings, rules: lifecycleRules({ expireAfterDays: args.expireAfterDays, rules: args.lifecycle }) },
      { ...child, dependsOn: versioning },
    );
    if (args.objectLock !== undefined) {
      // Without objectLockEnabled on the bucket, which would replace it: S3 locks an existing bucket that is versioned.
      new aws.s3.BucketObjectLockConfiguration(
        `${name}-object-lock`,
        { ...settings, rule: { defaultRetention: { ...args.objectLock } } },
        { ...child, dependsOn: versioning },
      );
    }
    if (args.accessLogBucket !== undefined) {
      new aws.s3.BucketLogging(
        `${name}-access-logs`,
        { ...settings, targetBucket: args.accessLogBucket, targetPrefix: accessLogPrefix(this.bucketName) },
        child,
      );
    }
    new aws.s3.BucketNotification(`${name}-events`, { ...settings, eventbridge: true }, child);
    if (args.requestMetrics === true) {
      new aws.s3.BucketMetric(`${name}-request-metrics`, { ...settings, name: requestMetricsFilter }, child);
    }

    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
