import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Statement } from "../iam/policy-document.ts";
import { bucketArn, bucketName, type Place } from "../naming.ts";
import { dataClassTag, type DataClass } from "../tags.ts";
import { bucketPolicy } from "./bucket-policy.ts";

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
   * Days until current objects expire.
   * @default - never
   */
  readonly expireAfterDays?: number;
  /**
   * Days until current objects move to Glacier Instant Retrieval, which reads at once as live table data must.
   * @default - never
   */
  readonly glacierInstantAfterDays?: number;
  /**
   * Statements added to the bucket policy.
   * @default []
   */
  readonly policyStatements?: readonly Statement[];
}

/** How long replaced or deleted versions stay: long enough to notice a mistake, short enough not to pay for it twice. */
const noncurrentVersionDays = 30;
const abandonedUploadDays = 7;

/** An S3 bucket as the house makes it: SSE-KMS with its bucket key, versioned, TLS only, no public access, no ACLs, a lifecycle. @stateful */
export class SecureBucket extends pulumi.ComponentResource {
  /** Physical name, known before the bucket exists. */
  readonly bucketName: string;
  readonly arn: string;

  constructor(name: string, args: SecureBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:SecureBucket", name, {}, opts);
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
      { ...settings, policy: bucketPolicy(this.arn, args.policyStatements) },
      { ...child, dependsOn: publicAccess },
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { ...settings, rules: [lifecycleRule(args)] },
      { ...child, dependsOn: versioning },
    );

    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function lifecycleRule(args: SecureBucketArgs): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const { expireAfterDays, glacierInstantAfterDays } = args;
  return {
    id: "house",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
    noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays },
    ...(expireAfterDays === undefined ? {} : { expiration: { days: expireAfterDays } }),
    ...(glacierInstantAfterDays === undefined
      ? {}
      : { transitions: [{ days: glacierInstantAfterDays, storageClass: "GLACIER_IR" }] }),
  };
}
