import { type IncomingMessage } from "node:http";
import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";
import { Refused } from "../refused.ts";
import { type Authenticator, Sender } from "./sender.ts";

/** What a token must say. */
export interface TokenDemands {
  readonly issuer: string;
  readonly audience: string;
}

/** A token that was verified. */
interface Verified {
  readonly sender: Sender | undefined;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Signatures with a private key alone: a secret that this side shares could sign tokens here, and `none` anywhere. */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** Clocks of issuer and collector may differ by this much. */
const clockToleranceSeconds = 30;

const maxRemembered = 10_000;
/** A key that the issuer withdraws is believed no longer than this. */
const rememberedMs = 600_000;

/**
 * Takes a sender from a bearer token (RFC 6750) that is a JSON Web Token: the device is `sub`, prefixes of a gateway's devices
 * `gateway_for`. Verifying a signature takes a hundred times as long as a look into the cache, so a token is verified once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725
 */
export class BearerToken implements Authenticator {
  readonly #demands: TokenDemands;
  readonly #keys: JWTVerifyGetKey;
  readonly #now: () => number;
  readonly #verified = new LRUCache<string, Verified>({ max: maxRemembered, ttl: rememberedMs });

  constructor(demands: TokenDemands, keys: JWTVerifyGetKey, now: () => number) {
    this.#demands = demands;
    this.#keys = keys;
    this.#now = now;
  }

  authenticate({ headers }: Pick<IncomingMessage, "headers">): Sender | Promise<Sender> {
    const [, token] = /^bearer +([^\s,]+)$/i.exec(headers.authorization ?? "") ?? [];
    if (token === undefined) throw new Refused("token_missing", "Send Authorization: Bearer <token>.");
    const known = this.#verified.get(token);
    return known === undefined ? this.#verify(token) : this.#senderOf(known);
  }

  async #verify(token: string): Promise<Sender> {
    const verified = verifiedBy(await this.#payloadOf(token));
    this.#verified.set(token, verified);
    return this.#senderOf(verified);
  }

  #senderOf({ sender, expires }: Verified): Sender {
    if (this.#now() > expires) throw new Refused("token_expired");
    if (sender === undefined)
      throw new Refused("no_device", "sub must be the device's ID, or gateway_for name prefixes.");
    return sender;
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        ...this.#demands,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(this.#now()),
        requiredClaims: ["exp"],
      });
      return payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** Claims are of the types that their issuer gave them, whatever the standard says. */
function verifiedBy({
  sub,
  exp = 0,
  gateway_for,
}: Readonly<Record<string, unknown>> & Pick<JWTPayload, "exp">): Verified {
  const prefixes = Array.isArray(gateway_for) ? gateway_for.filter((prefix) => typeof prefix === "string") : [];
  return {
    sender: Sender.of({ ...(typeof sub === "string" && { device: sub }), gatewayFor: prefixes }),
    expires: (exp + clockToleranceSeconds) * 1000,
  };
}

/** Whatever fails on a token is a fault of the token, but for the keys: they say so themselves. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof errors.JWTExpired) return new Refused("token_expired");
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "aud") return new Refused("token_audience");
    if (error.claim === "nbf") return new Refused("token_expired", "The token is not valid yet.");
    return new Refused("token_invalid", `The claim ${error.claim} is not what is demanded.`);
  }
  return new Refused("token_invalid");
}
