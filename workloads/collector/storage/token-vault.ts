import { createHmac } from "node:crypto";
import { GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import { type S3Client } from "@aws-sdk/client-s3";
import { LRUCache } from "lru-cache";
import { tokenOfHmac } from "../../../contracts/events/personal-data.ts";
import { collectorPrefixes, type CollectorSettings } from "../settings.ts";
import { type TokenVault } from "../sinks.ts";
import { Bucket } from "./bucket.ts";

/** What a vault is given beside its settings. */
export interface VaultParts {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  /** Tokens that are remembered to be in the vault. @default 200000 */
  readonly remembered?: number;
  /** Time for a value to be written. @default 10000 */
  readonly timeoutMs?: number;
}

/** What KMS is asked to authenticate: another purpose has another text, and so another key. */
const keyPurpose = "event-platform token key 1";
/** What stands before a value, so that its HMAC is of no use elsewhere. */
const valuePurpose = "event-platform personal data 1\n";

const concurrency = 32;
const waiting = 20_000;
/** A value that is erased from the vault is written again at its next event, at the latest after this time. */
const rememberedMs = 3_600_000;

/**
 * A vault that keeps values at `<prefix><token>` as `{"value": …}`. Tokens are HMAC-SHA-256 of the value; their key is made
 * once, here, by an HMAC key in KMS, so that every collector has the same and none can be made without it.
 *
 * @throws when KMS does not answer, or the role may not use the key.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
 */
export async function createTokenVault(
  settings: CollectorSettings["personalData"],
  { s3, kms, remembered = 200_000, timeoutMs = 10_000 }: VaultParts,
): Promise<TokenVault> {
  const { Mac } = await kms.send(
    new GenerateMacCommand({
      KeyId: settings.tokenKeyArn,
      MacAlgorithm: "HMAC_SHA_256",
      Message: Buffer.from(keyPurpose),
    }),
  );
  if (Mac === undefined) throw new Error(`KMS gave no MAC by ${settings.tokenKeyArn}.`);
  return new S3Vault(Buffer.from(Mac), new Bucket(s3, settings, { concurrency, waiting, timeoutMs }), remembered);
}

class S3Vault implements TokenVault {
  readonly #key: Buffer;
  readonly #bucket: Bucket;
  readonly #kept: LRUCache<string, true>;
  /** Writes on their way, by token: whoever has the same value waits for the same write. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(key: Buffer, bucket: Bucket, remembered: number) {
    this.#key = key;
    this.#bucket = bucket;
    this.#kept = new LRUCache({ max: remembered, ttl: rememberedMs });
  }

  tokenOf(value: string): string {
    return tokenOfHmac(createHmac("sha256", this.#key).update(valuePurpose).update(value).digest());
  }

  async keep(values: readonly string[]): Promise<void> {
    const writes = new Map<string, Promise<void>>();
    for (const value of values) {
      const token = this.tokenOf(value);
      if (!this.#kept.has(token)) writes.set(token, this.#write(token, value));
    }
    // The first failure is enough for the caller; the others are left to end by themselves.
    await Promise.all(writes.values());
  }

  #write(token: string, value: string): Promise<void> {
    const underWay = this.#underWay.get(token);
    if (underWay !== undefined) return underWay;
    const write = this.#put(token, value).finally(() => this.#underWay.delete(token));
    this.#underWay.set(token, write);
    return write;
  }

  async #put(token: string, value: string): Promise<void> {
    const key = `${collectorPrefixes.vault}${token}`;
    await this.#bucket.put({ key, body: JSON.stringify({ value }), contentType: "application/json", isKept: true });
    this.#kept.set(token, true);
  }
}
