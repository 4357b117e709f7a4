import { createRemoteJWKSet, errors, type FetchImplementation, customFetch, type JWTVerifyGetKey } from "jose";
import { Refused } from "../refused.ts";

export interface IssuerKeysOptions {
  readonly url: string;
  /** Told when the keys could not be fetched; those from before stay in use. */
  readonly failed: (error: unknown) => void;
  /** @default - the platform's own */
  readonly fetch?: FetchImplementation;
  /** How often keys are fetched anew. @default 600000 */
  readonly everyMs?: number;
  /** Time after a fetch in which a key that is not known causes no other. @default 30000 */
  readonly coolDownMs?: number;
}

const fetchTimeoutMs = 5000;

/** The public keys that an issuer of tokens publishes. */
export interface IssuerKeys {
  readonly get: JWTVerifyGetKey;
  readonly stop: () => void;
}

/**
 * Keys from an issuer's key set: fetched at the first token, when a token names one that is not known, and every few minutes,
 * so that one that was withdrawn is forgotten. An issuer that cannot be reached stops nobody whose key is known.
 *
 * `get` throws {Refused} `keys_unavailable` when the keys cannot be fetched.
 */
export function issuerKeys({
  url,
  failed,
  fetch,
  everyMs = 600_000,
  coolDownMs = 30_000,
}: IssuerKeysOptions): IssuerKeys {
  const remote = createRemoteJWKSet(new URL(url), {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: coolDownMs,
    cacheMaxAge: Infinity,
    ...(fetch !== undefined && { [customFetch]: fetch }),
  });
  const timer = setInterval(() => {
    remote.reload().catch(failed);
  }, everyMs).unref();
  return {
    get: async (header, token) => {
      try {
        return await remote(header, token);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
        if (error instanceof errors.JOSENotSupported) throw error;
        failed(error);
        throw new Refused("keys_unavailable");
      }
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
