import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { GlueClient } from "@aws-sdk/client-glue";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";
import { z } from "zod";
import { type ScramCredentials } from "../../workloads/collector/kafka/connection.ts";
import { type RoleCredentials } from "../../workloads/jobs/submit.ts";
import { type SmokeInput } from "./input.ts";
import { type TlsEndpoint } from "./tls-endpoint.ts";

/** AWS clients of one caller. */
export interface AwsClients {
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly sts: STSClient;
}

/** Somebody who acts under a deployed role. */
export interface Actor {
  readonly credentials: RoleCredentials;
  readonly endpoint: TlsEndpoint;
}

/** The emulator's root user; it is a constant of the emulator and opens nothing else. */
const emulatorRoot = { accessKeyId: "test", secretAccessKey: "test" };

/** Clients of whoever runs the smoke tests: on AWS by the usual credential chain. */
export function callerClients({
  region,
  emulatorEndpoint,
}: Pick<SmokeInput, "region" | "emulatorEndpoint">): AwsClients {
  return clients({
    region,
    ...(emulatorEndpoint !== undefined && { endpoint: emulatorEndpoint, credentials: emulatorRoot }),
  });
}

/** Clients of a role, over TLS. */
export function roleClients(region: string, actor: Actor): AwsClients {
  const agent = new Agent({ ca: readFileSync(actor.endpoint.trust.pemFile), keepAlive: true });
  return clients({
    region,
    credentials: actor.credentials,
    endpoint: actor.endpoint.url,
    // A bucket in the endpoint's host name would have to resolve on this machine.
    forcePathStyle: true,
    requestHandler: { httpsAgent: agent },
  });
}

function clients(configuration: S3ClientConfig & SecretsManagerClientConfig): AwsClients {
  return {
    glue: new GlueClient(configuration),
    iam: new IAMClient(configuration),
    s3: new S3Client(configuration),
    secretsManager: new SecretsManagerClient(configuration),
    sts: new STSClient(configuration),
  };
}

const scramSecret = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** The Kafka user in a secret. */
export async function scramCredentials(aws: AwsClients, secretArn: string): Promise<ScramCredentials> {
  const { SecretString = "" } = await aws.secretsManager.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const parsed = scramSecret.safeParse(fromJson(SecretString));
  if (!parsed.success) throw new Error(`The secret ${secretArn} is not JSON with username and password.`);
  return parsed.data;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
