import { setTimeout as pause } from "node:timers/promises";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type Logger } from "pino";
import { z } from "zod";
import { type Sinks } from "./http/events.ts";
import { type ScramCredentials } from "./kafka/connection.ts";
import { createEventSink, type SinkObserver } from "./kafka/event-sink.ts";
import { type CollectorSettings } from "./settings.ts";
import { type TokenVault } from "./sinks.ts";
import { storageClientOptions } from "./storage/bucket.ts";
import { createQuarantineStore } from "./storage/quarantine-store.ts";
import { createTokenVault } from "./storage/token-vault.ts";

/** KMS may be out of reach for this long while a collector starts; then Kubernetes starts another. */
const startTries = 20;
const startPauseMs = 2000;

const scramUser = z.object({ username: z.string(), password: z.string() });

/**
 * Kafka, the bucket of the quarantine, the token vault. Region and credentials are the pod's own.
 *
 * @throws {Error} when KMS gives no key for tokens.
 */
export async function productionSinks(
  settings: CollectorSettings,
  log: Logger,
  observer: SinkObserver,
): Promise<Sinks> {
  const s3 = new S3Client(storageClientOptions);
  const kms = new KMSClient(storageClientOptions);
  const { authentication } = settings.kafka;
  const vault = await patiently(() => createTokenVault(settings.personalData, { s3, kms }), log);
  return {
    events: createEventSink(settings.kafka, {
      log,
      observer,
      ...(authentication.by === "scram" && { credentials: () => scramCredentials(authentication.secretArn) }),
    }),
    quarantine: createQuarantineStore(settings.quarantine, { s3 }),
    vault,
  };
}

async function patiently(create: () => Promise<TokenVault>, log: Logger): Promise<TokenVault> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await create();
    } catch (err) {
      if (tries === startTries) throw err;
      log.warn({ err }, "KMS gives no key for tokens yet");
      await pause(startPauseMs);
    }
  }
}

/** The current password; brokers take a new one some minutes after its secret has it. */
async function scramCredentials(SecretId: string): Promise<ScramCredentials> {
  const secrets = new SecretsManagerClient(storageClientOptions);
  try {
    const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    return userIn(SecretString);
  } finally {
    secrets.destroy();
  }
}

function userIn(secret: string): ScramCredentials {
  try {
    return scramUser.parse(JSON.parse(secret));
  } catch {
    // Whatever the parser says may quote the secret.
    throw new Error('The secret of the Kafka user must be {"username", "password"}.');
  }
}
