import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  type KMSClient,
  NotFoundException,
} from "@aws-sdk/client-kms";
import { UsageError } from "../steps.ts";

/** The KMS key of an environment's state, and whether this run made it. */
export interface StateKey {
  readonly arn: string;
  readonly made: boolean;
}

/**
 * Makes the key behind an alias where there is none, and has it rotated every year.
 *
 * @throws {UsageError} when the alias names a key that cannot be used, for example one that is to be deleted.
 */
export async function ensureStateKey(kms: KMSClient, alias: string, environment: string): Promise<StateKey> {
  const found = await describeKey(kms, alias);
  const key = found ?? (await createKey(kms, alias, environment));
  if (key.state !== "Enabled") {
    throw new UsageError(
      `KMS key ${alias} (${key.arn}) is ${key.state}, so state and secrets cannot be read with it. Cancel its deletion or enable it, then run bootstrap again.`,
    );
  }
  // Asked for every time: a run that was cut off may have made the key and no more.
  await kms.send(new EnableKeyRotationCommand({ KeyId: key.arn }));
  return { arn: key.arn, made: found === undefined };
}

/**
 * A data key for Pulumi's secrets, encrypted under the KMS key: what Pulumi keeps as `encryptedkey`. Its plain form has
 * 32 bytes, as Pulumi's own have, and never leaves KMS here.
 *
 * @returns base64.
 */
export async function newEncryptedDataKey(kms: KMSClient, alias: string): Promise<string> {
  const { CiphertextBlob: ciphertext } = await kms.send(
    new GenerateDataKeyWithoutPlaintextCommand({ KeyId: alias, NumberOfBytes: 32 }),
  );
  if (ciphertext === undefined) {
    throw new Error(`KMS returned no data key for ${alias}; run bootstrap again.`);
  }
  return Buffer.from(ciphertext).toString("base64");
}

interface FoundKey {
  readonly arn: string;
  readonly state: string;
}

async function describeKey(kms: KMSClient, keyId: string): Promise<FoundKey | undefined> {
  try {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
    return { arn: key?.Arn ?? keyId, state: key?.KeyState ?? "of unknown state" };
  } catch (error) {
    if (error instanceof NotFoundException) {
      return undefined;
    }
    throw error;
  }
}

async function createKey(kms: KMSClient, alias: string, environment: string): Promise<FoundKey> {
  const { KeyMetadata: key } = await kms.send(
    new CreateKeyCommand({
      Description: `Pulumi state and secrets of ${environment}`,
      Tags: [{ TagKey: "Environment", TagValue: environment }],
    }),
  );
  if (key?.KeyId === undefined || key.Arn === undefined) {
    throw new Error("KMS made a key but returned no ID; run bootstrap again.");
  }
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key.KeyId }));
  return { arn: key.Arn, state: "Enabled" };
}
