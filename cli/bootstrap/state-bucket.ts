import {
  BucketAlreadyOwnedByYou,
  type BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  NotFound,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { UsageError } from "../steps.ts";

/** Old versions of a state file: enough to go back to before a bad week. */
const stateVersionDays = 90;

/** Which bucket, and whose it must be. */
export interface StateBucket {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** KMS key that objects are encrypted with. */
  readonly keyArn: string;
}

/**
 * Makes the bucket where there is none, and sets it up: versioned, encrypted with the key, TLS only, closed to the public.
 *
 * @returns whether this run made it.
 * @throws {UsageError} when a bucket of this name belongs to another account: its name can be guessed, so somebody may
 * have taken it first, and state must not go there.
 */
export async function ensureStateBucket(s3: S3Client, bucket: StateBucket): Promise<boolean> {
  const made = !(await exists(s3, bucket)) && (await create(s3, bucket));
  await secure(s3, bucket);
  return made;
}

async function exists(s3: S3Client, bucket: StateBucket): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket.name, ExpectedBucketOwner: bucket.accountId }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) {
      return false;
    }
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403) {
      throw new UsageError(
        `State bucket ${bucket.name} exists, and S3 refuses it to these credentials of account ${bucket.accountId}: it belongs to another account, or they may not call s3:ListBucket on it.`,
      );
    }
    throw error;
  }
}

async function create(s3: S3Client, { name, region }: StateBucket): Promise<boolean> {
  try {
    // us-east-1 is the one Region that must not be named as a location.
    const location = region === "us-east-1" ? undefined : { LocationConstraint: region as BucketLocationConstraint }; // checked by the file's pattern
    await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: location }));
    return true;
  } catch (error) {
    if (error instanceof BucketAlreadyOwnedByYou) {
      return false;
    }
    throw error;
  }
}

async function secure(s3: S3Client, bucket: StateBucket): Promise<void> {
  const ours = { Bucket: bucket.name, ExpectedBucketOwner: bucket.accountId };
  await s3.send(
    new PutPublicAccessBlockCommand({
      ...ours,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ ...ours, VersioningConfiguration: { Status: "Enabled" } }));
  await s3.send(
    new PutBucketEncryptionCommand({
      ...ours,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: bucket.keyArn },
            BucketKeyEnabled: true,
          },
        ],
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ ...ours, Policy: tlsOnly(bucket.name) }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      ...ours,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "old-versions",
            Status: "Enabled",
            Filter: { Prefix: "" },
            NoncurrentVersionExpiration: { NoncurrentDays: stateVersionDays },
          },
        ],
      },
    }),
  );
}

/** TLS only; everything else is left to IAM. */
function tlsOnly(bucket: string): string {
  const arn = `arn:aws:s3:::${bucket}`;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
