import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import type { RuntimeLog } from "../log.ts";
import type { KubernetesObjects, ObjectName } from "./objects.ts";

const remoteReference = z.strictObject({
  key: z.string(),
  property: z.string().optional(),
  version: z.string().optional(),
  // What the API server fills in.
  conversionStrategy: z.literal("Default").optional(),
  decodingStrategy: z.literal("None").optional(),
  metadataPolicy: z.literal("None").optional(),
});

const externalSecret = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default("default") }),
  spec: z.strictObject({
    refreshInterval: z.string().default("1h"),
    refreshPolicy: z.literal("Periodic").optional(),
    secretStoreRef: z.looseObject({ name: z.string() }),
    target: z.looseObject({
      name: z.string().optional(),
      template: z.undefined({ error: "the one-machine cloud makes the Secret without a template" }).optional(),
    }),
    data: z.array(z.strictObject({ secretKey: z.string(), remoteRef: remoteReference })).default([]),
    dataFrom: z.array(z.strictObject({ extract: remoteReference })).default([]),
  }),
});

type ExternalSecret = z.infer<typeof externalSecret>;

/**
 * Reads an ExternalSecret's manifest.
 *
 * @throws Error naming each part that is not done on this machine.
 */
export function readExternalSecret(manifest: unknown): ExternalSecret {
  const parsed = externalSecret.safeParse(manifest);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`the one-machine cloud cannot make a Secret of this manifest: ${problems.join("; ")}.`);
}

/** The Secret that an ExternalSecret makes. */
export function targetOf(given: ExternalSecret): ObjectName {
  const { name, namespace } = given.metadata;
  return { kind: "Secret", namespace, name: given.spec.target.name ?? name };
}

/** Between two attempts at a secret that could not be read. */
const retryMs = 1_000;

/**
 * The External Secrets Operator of this machine: reads Secrets Manager and writes Secrets, again at each one's interval, so
 * that a rotation arrives. It reads as the account, not as the operator's role.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecrets {
  readonly #objects: KubernetesObjects;
  readonly #secretsManager: (region: string) => SecretsManagerClient;
  readonly #log: RuntimeLog;
  /** When each is to be read next, in milliseconds since the epoch, and why the last attempt failed. */
  readonly #plans = new Map<string, { due: number; problem?: string }>();

  constructor(objects: KubernetesObjects, secretsManager: (region: string) => SecretsManagerClient, log: RuntimeLog) {
    this.#objects = objects;
    this.#secretsManager = secretsManager;
    this.#log = log;
    objects.onChange(({ kind, namespace, name }) => {
      if (kind === "ExternalSecret") this.#plans.delete(`${namespace}/${name}`);
    });
  }

  /** Why the Secret is not there; `undefined` when nothing is known to be wrong. */
  problemOf(secret: Omit<ObjectName, "kind">): string | undefined {
    for (const which of this.#objects.list("ExternalSecret")) {
      const stored = this.#objects.get(which);
      if (stored === undefined) continue;
      const target = targetOf(readExternalSecret(stored.manifest));
      if (target.namespace !== secret.namespace || target.name !== secret.name) continue;
      return this.#plans.get(`${which.namespace}/${which.name}`)?.problem;
    }
    return undefined;
  }

  /** Reads every secret that is due. @param now milliseconds since the epoch */
  async refresh(now = Date.now()): Promise<void> {
    for (const which of this.#objects.list("ExternalSecret")) {
      const place = `${which.namespace}/${which.name}`;
      const plan = this.#plans.get(place);
      const stored = this.#objects.get(which);
      if (stored === undefined || (plan !== undefined && plan.due > now)) continue;
      const given = readExternalSecret(stored.manifest);
      try {
        await this.#write(given, stored.region);
        this.#plans.set(place, { due: now + durationMs(given.spec.refreshInterval) });
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        if (plan?.problem !== problem) this.#log.write(`ExternalSecret ${place}: ${problem}`);
        this.#plans.set(place, { due: now + retryMs, problem });
      }
    }
  }

  async #write(given: ExternalSecret, region: string): Promise<void> {
    const data: Record<string, string> = {};
    const encode = (text: string): string => Buffer.from(text).toString("base64");
    for (const { extract } of given.spec.dataFrom) {
      for (const [key, value] of Object.entries(propertiesOf(await this.#read(extract, region), extract.key))) {
        data[key] = encode(textOf(value));
      }
    }
    for (const { secretKey, remoteRef } of given.spec.data) {
      const value = await this.#read(remoteRef, region);
      data[secretKey] = encode(
        remoteRef.property === undefined ? value : propertyOf(value, remoteRef.key, remoteRef.property),
      );
    }
    const target = targetOf(given);
    const before = this.#objects.get(target)?.manifest.data;
    if (JSON.stringify(before) === JSON.stringify(data)) return;
    this.#objects.put(target, {
      region,
      manifest: { metadata: { name: target.name, namespace: target.namespace }, data },
    });
  }

  async #read({ key, version }: z.infer<typeof remoteReference>, region: string): Promise<string> {
    const { SecretString } = await this.#secretsManager(region).send(
      new GetSecretValueCommand({ SecretId: key, ...(version !== undefined && { VersionStage: version }) }),
    );
    if (SecretString === undefined) throw new Error(`The secret ${key} holds no text.`);
    return SecretString;
  }
}

function propertiesOf(text: string, secret: string): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parse(text));
  if (!parsed.success) throw new Error(`The secret ${secret} is not a JSON object.`);
  return parsed.data;
}

/** By its whole name, which may have dots, as the operator looks first; paths into nested objects are not followed. */
function propertyOf(text: string, secret: string, property: string): string {
  const properties = propertiesOf(text, secret);
  if (!(property in properties)) throw new Error(`The secret ${secret} has no property ${property}.`);
  return textOf(properties[property]);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a Go duration such as `1h0m30s`; zero is never again. @throws Error for any other text. */
export function durationMs(text: string): number {
  if (/^0+(s|m|h)?$/.test(text)) return Number.POSITIVE_INFINITY;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== text) {
    throw new Error(`${text} is no duration; write for example 30s or 1h.`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit as keyof typeof unitMs], 0);
}
