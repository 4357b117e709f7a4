import * as fs from "node:fs";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { parseDocument } from "yaml";
import { type EnvironmentFile } from "../environment-file.ts";
import { UsageError } from "../steps.ts";
import { ensureStateBucket } from "./state-bucket.ts";
import { ensureStateKey, newEncryptedDataKey } from "./state-key.ts";

/** How to reach AWS, where it is not the credential chain and AWS's own addresses. */
export type AwsConnection = Pick<S3ClientConfig, "endpoint" | "credentials" | "requestHandler">;

/**
 * Makes what Pulumi needs before the first stack of an environment: a KMS key, an encrypted and versioned bucket for
 * state, and the secrets provider with its data key in the environment's file. Every part is checked first, so it can run
 * again.
 *
 * @returns a line per part, as it is done.
 * @throws {UsageError} when the credentials belong to another account than the file names, or a part cannot be used.
 */
export async function* bootstrapEnvironment(
  file: EnvironmentFile,
  connection: AwsConnection = {},
): AsyncGenerator<string> {
  const { environment } = file;
  const { accountId, region } = file.platform;
  const clientConfig = { ...connection, region };
  await refuseOtherAccount(new STSClient(clientConfig), accountId, file.path);

  const alias = `alias/${environment}-pulumi`;
  const kms = new KMSClient(clientConfig);
  const key = await ensureStateKey(kms, alias, environment);
  yield `KMS key ${alias}: ${key.made ? "made" : "there"}; rotated every year`;

  const bucket = { name: file.stateBucket, region, accountId, keyArn: key.arn };
  const made = await ensureStateBucket(new S3Client(clientConfig), bucket);
  yield `State bucket ${bucket.name}: ${made ? "made" : "there"}; encrypted, versioned, TLS only, closed to the public`;

  const provider = `awskms://${alias}?region=${region}`;
  const written = await writeSecretsProvider(file.path, provider, () => newEncryptedDataKey(kms, alias));
  yield `Secrets provider ${provider}: ${written ? `written to ${file.path}; commit it` : "there"}`;
  yield `Next: npx platform up ${environment}   (plain Pulumi: pulumi login '${file.backendUrl}')`;
}

async function refuseOtherAccount(sts: STSClient, accountId: string, path: string): Promise<void> {
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  if (identity.Account !== accountId) {
    throw new UsageError(
      `The credentials belong to account ${String(identity.Account)}, but platform:accountId in ${path} is ${accountId}. Log in to the right account or correct the file.`,
    );
  }
}

/**
 * Writes the provider and its data key at the end of the file, and leaves every other character as it is.
 *
 * Pulumi itself would make the data key at the first `stack init`. Phases are initialised side by side, each would make
 * one, and the last would win the file.
 *
 * @returns whether anything was written.
 * @throws {UsageError} when the file holds a key of another provider: values in it may be encrypted with that key, and only
 * Pulumi can move them.
 */
async function writeSecretsProvider(
  path: string,
  provider: string,
  makeDataKey: () => Promise<string>,
): Promise<boolean> {
  const text = fs.readFileSync(path, "utf8");
  const document = parseDocument(text);
  const present = document.get("secretsprovider");
  if (document.has("encryptedkey")) {
    if (present === provider) {
      return false;
    }
    throw new UsageError(
      `${path} holds the secrets provider ${String(present)} with its key; bootstrap would write ${provider}. ` +
        `Leave it, or move every stack over first: pulumi stack change-secrets-provider '${provider}'`,
    );
  }
  const others = text.replace(/^secretsprovider:.*\n?/m, "").trimEnd();
  fs.writeFileSync(path, `${others}\n\nsecretsprovider: ${provider}\nencryptedkey: ${await makeDataKey()}\n`);
  return true;
}
