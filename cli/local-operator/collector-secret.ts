import { X509Certificate } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  DescribeSecretCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { type Certificate, issue } from "../../local/runtime/kafka/certificates.ts";
import { type DeviceCertificates } from "./device-certificates.ts";

/** What the collector's secret holds, each as PEM: names of the files in its pods. */
const content = z.object({
  "tls.crt": z.string(),
  "tls.key": z.string(),
  "ca.crt": z.string(),
  "crl.pem": z.string(),
});

type CollectorSecret = z.infer<typeof content>;

/** Between two looks whether the phase has made the secret. */
const lookMs = 500;

export interface CollectorSecretOptions {
  readonly secretsManager: SecretsManagerClient;
  /** Name of the secret, which the phase `ingestion` makes without a value. */
  readonly secretId: string;
  /** Issues the collector's own certificate. */
  readonly machine: Certificate;
  readonly devices: DeviceCertificates;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Waits until the collector's secret is there and gives it a value that fits this machine, if it has none: what the operator
 * of a cloud environment does by hand, while the collector's pods wait for it. A value that fits stays as it is.
 *
 * @returns whether a value was put; `undefined`: the signal came first.
 */
export async function fillCollectorSecret(options: CollectorSecretOptions): Promise<boolean | undefined> {
  const { secretsManager, secretId, signal } = options;
  while (!signal.aborted) {
    const kept = await readSecret(secretsManager, secretId);
    if (kept === "no secret") {
      await after(lookMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    if (kept !== undefined && fits(kept, options)) return false;
    const SecretString = JSON.stringify(await newSecret(options));
    await secretsManager.send(new PutSecretValueCommand({ SecretId: secretId, SecretString }));
    return true;
  }
  return undefined;
}

async function readSecret(
  secretsManager: SecretsManagerClient,
  SecretId: string,
): Promise<CollectorSecret | "no secret" | undefined> {
  try {
    await secretsManager.send(new DescribeSecretCommand({ SecretId }));
  } catch (error) {
    if (isNotFound(error)) return "no secret";
    throw error;
  }
  try {
    const { SecretString = "" } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
    return content.safeParse(fromJson(SecretString)).data;
  } catch (error) {
    // A secret without a value yet is answered like one that is not there.
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === "ResourceNotFoundException";
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether devices and collector of this machine trust each other by it. */
function fits(kept: CollectorSecret, { machine, devices }: CollectorSecretOptions): boolean {
  const server = new X509Certificate(kept["tls.crt"]);
  return (
    kept["ca.crt"] === devices.authority.cert &&
    server.verify(new X509Certificate(machine.cert).publicKey) &&
    server.validToDate.getTime() > Date.now()
  );
}

async function newSecret({ machine, devices }: CollectorSecretOptions): Promise<CollectorSecret> {
  const { key, cert } = await issue(machine, "collector");
  return {
    "tls.crt": cert,
    "tls.key": key,
    "ca.crt": devices.authority.cert,
    "crl.pem": await devices.revocationList(),
  };
}
