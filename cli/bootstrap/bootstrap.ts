import * as fs from "node:fs";
import {
  BucketAlreadyOwnedByYou,
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  NotFoundException,
} from "@aws-sdk/client-kms";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parseDocument } from "yaml";
import { type EnvironmentFile } from "../environment-file.ts";
import { UsageError } from "../steps.ts";
import { stateBucketPolicy } from "./state-bucket-policy.ts";

/** Old versions of a state file: enough to go back to before a bad week. */
const stateVersionDays = 90;

/**
 * Makes what Pulumi needs before the first stack of an environment: a KMS key, an encrypted and versioned bucket for
 * state, and the secrets provider in the environment's file. Every part is checked first, so it can run again.
 *
 * @returns a line per part, as it is done.
 * @throws {UsageError} when the credentials belong to another account than the file names.
 */
export async function* bootstrapEnvironment(file: EnvironmentFile): AsyncGenerator<string> {
  const { environment } = file;
  const { accountId, region } = file.platform;
  await refuseOtherAccount(accountId, region, file.path);

  const alias = `alias/${environment}-pulumi`;
  const kms = new KMSClient({ region });
  const existing = await describeKey(kms, alias);
  const keyArn = existing ?? (await createKey(kms, alias, environment));
  yield `KMS key ${alias}: ${existing === undefined ? "made" : "there"}`;

  const bucket = `${environment}-pulumi-state-${accountId}-${region}`;
  const s3 = new S3Client({ region, forcePathStyle: process.env["AWS_ENDPOINT_URL"] !== undefined });
  const made = await createBucket(s3, bucket, region);
  await secureBucket(s3, bucket, keyArn);
  yield `State bucket ${bucket}: ${made ? "made" : "there"}; encrypted, versioned, TLS only, closed to the public`;

  const provider = `awskms://${alias}?region=${region}`;
  const written = writeSecretsProvider(file.path, provider);
  yield `Secrets provider ${provider}: ${written ? `written to ${file.path}; commit it` : "there"}`;
  yield `Next: npx platform up ${environment}   (plain Pulumi: pulumi login '${file.backendUrl}')`;
}

async function refuseOtherAccount(accountId: string, region: string, path: string): Promise<void> {
  const identity = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (identity.Account !== accountId) {
    throw new UsageError(
      `The credentials belong to account ${String(identity.Account)}, but platform:accountId in ${path} is ${accountId}. Log in to the right account or correct the file.`,
    );
  }
}

async function describeKey(kms: KMSClient, alias: string): Promise<string | undefined> {
  try {
    return (await kms.send(new DescribeKeyCommand({ KeyId: alias }))).KeyMetadata?.Arn;
  } catch (error) {
    if (error instanceof NotFoundException) {
      return undefined;
    }
    throw error;
  }
}

async function createKey(kms: KMSClient, alias: string, environment: string): Promise<string> {
  const { KeyMetadata: key } = await kms.send(
    new CreateKeyCommand({
      Description: `Pulumi state and secrets of ${environment}`,
      Tags: [{ TagKey: "Environment", TagValue: environment }],
    }),
  );
  if (key?.KeyId === undefined || key.Arn === undefined) {
    throw new Error("KMS made a key but returned no ID; run bootstrap again.");
  }
  await kms.send(new EnableKeyRotationCommand({ KeyId: key.KeyId }));
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key.KeyId }));
  return key.Arn;
}

async function createBucket(s3: S3Client, bucket: string, region: string): Promise<boolean> {
  try {
    // us-east-1 is the one Region that must not be named as a location.
    const location = region === "us-east-1" ? undefined : { LocationConstraint: region as BucketLocationConstraint }; // checked by the file's pattern
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: location }));
    return true;
  } catch (error) {
    if (error instanceof BucketAlreadyOwnedByYou) {
      return false;
    }
    throw error;
  }
}

async function secureBucket(s3: S3Client, bucket: string, keyArn: string): Promise<void> {
  const Bucket = bucket;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
            BucketKeyEnabled: true,
          },
        ],
      },
    }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: stateBucketPolicy(bucket) }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
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

/** Keeps the file's comments; the encrypted key beside it is written by Pulumi at the first `stack init`. */
function writeSecretsProvider(path: string, provider: string): boolean {
  const document = parseDocument(fs.readFileSync(path, "utf8"));
  if (document.get("secretsprovider") === provider) {
    return false;
  }
  document.set("secretsprovider", provider);
  fs.writeFileSync(path, document.toString());
  return true;
}
