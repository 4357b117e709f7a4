import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { BearerToken } from "../../../../workloads/collector/auth/bearer-token.ts";
import { issuerKeys } from "../../../../workloads/collector/auth/issuer-keys.ts";
import { Refused } from "../../../../workloads/collector/refused.ts";

const now = Date.parse("2026-11-21T18:00:00.000Z");
const seconds = now / 1000;
const pairs = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  ed: generateKeyPairSync("ed25519"),
  other: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};
type KeyName = keyof typeof pairs;
type Claims = Readonly<Record<string, unknown>>;

const demands = { issuer: "https://issuer.invalid", audience: "events" };
const claims: Claims = { iss: demands.issuer, aud: demands.audience, sub: "d-1", exp: seconds + 300, iat: seconds };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(alg: string, key: KeyObject, text: string): string {
  if (alg === "EdDSA") return sign(null, Buffer.from(text), key).toString("base64url");
  return sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
}

/** A token of compact form; `header` changes what it says of itself, not what it is signed by. */
function token(changes: Claims = {}, key: KeyName = "ec", header: Claims = {}): string {
  const alg = { rsa: "RS256", ec: "ES256", ed: "EdDSA", other: "ES256" }[key];
  const text = `${part({ alg, kid: key, ...header })}.${part({ ...claims, ...changes })}`;
  return `${text}.${signed(alg, pairs[key].privateKey, text)}`;
}

const published = (...keys: readonly KeyName[]): Response =>
  Response.json({
    keys: keys.map((kid) => ({ ...pairs[kid].publicKey.export({ format: "jwk" }), kid, use: "sig" })),
  });

describe("BearerToken", () => {
  const stops: (() => void)[] = [];

  after(() => {
    for (const stop of stops) stop();
  });

  /** What becomes of a header `Authorization`: the sender's name, or the code of the refusal. */
  function asker(fetch: () => Promise<Response>, clock = () => now, coolDownMs = 30_000) {
    const keys = issuerKeys({ url: "https://issuer.invalid/keys", fetch, failed: () => undefined, coolDownMs });
    stops.push(keys.stop);
    const bearer = new BearerToken(demands, keys.get, clock);
    return async (authorization?: string, speaksFor?: string): Promise<string> => {
      try {
        const sender = await bearer.authenticate({ headers: { authorization } });
        if (speaksFor !== undefined) assert.ok(sender.speaksFor(speaksFor));
        return sender.name;
      } catch (error) {
        if (error instanceof Refused) return error.code;
        throw error;
      }
    };
  }
  const ask = asker(() => Promise.resolve(published("rsa", "ec", "ed")));

  const publicPem = pairs.rsa.publicKey.export({ type: "spki", format: "pem" });
  const hmacText = `${part({ alg: "HS256", kid: "rsa" })}.${part(claims)}`;
  const tampered = token().split(".");
  const rows: readonly (readonly [title: string, header: string | undefined, outcome: string])[] = [
    ["ES256", `Bearer ${token()}`, "d-1"],
    ["RS256", `Bearer ${token({}, "rsa")}`, "d-1"],
    ["EdDSA", `Bearer ${token({}, "ed")}`, "d-1"],
    ["the scheme in small letters", `bearer ${token()}`, "d-1"],
    ["several audiences", `Bearer ${token({ aud: ["x", "events"] })}`, "d-1"],
    ["a gateway", `Bearer ${token({ sub: undefined, gateway_for: ["gw-"] })}`, "gateway:gw-"],
    ["nothing", undefined, "token_missing"],
    ["an empty header", "", "token_missing"],
    ["another scheme", "Basic ZDoxMjM=", "token_missing"],
    ["a scheme without a token", "Bearer", "token_missing"],
    ["two tokens", `Bearer ${token()}, Bearer ${token()}`, "token_missing"],
    ["no token", "Bearer x", "token_invalid"],
    ["three empty parts", "Bearer ..", "token_invalid"],
    ["an expired one", `Bearer ${token({ exp: seconds - 60 })}`, "token_expired"],
    ["one that is not valid yet", `Bearer ${token({ nbf: seconds + 60 })}`, "token_expired"],
    ["one without an end", `Bearer ${token({ exp: undefined })}`, "token_invalid"],
    ["one whose end is a text", `Bearer ${token({ exp: "tomorrow" })}`, "token_invalid"],
    ["another audience", `Bearer ${token({ aud: "bills" })}`, "token_audience"],
    ["no audience", `Bearer ${token({ aud: undefined })}`, "token_audience"],
    ["another issuer", `Bearer ${token({ iss: "https://other.invalid" })}`, "token_invalid"],
    ["no issuer", `Bearer ${token({ iss: undefined })}`, "token_invalid"],
    ["no device", `Bearer ${token({ sub: undefined })}`, "no_device"],
    ["a device that is a number", `Bearer ${token({ sub: 123 })}`, "no_device"],
    ["a device of no form", `Bearer ${token({ sub: "d 1" })}`, "no_device"],
    ["a gateway for everything", `Bearer ${token({ sub: undefined, gateway_for: [""] })}`, "no_device"],
    ["a gateway whose prefixes are a text", `Bearer ${token({ sub: undefined, gateway_for: "gw-" })}`, "no_device"],
    ["alg none", `Bearer ${part({ alg: "none" })}.${part(claims)}.`, "token_invalid"],
    ["alg None", `Bearer ${part({ alg: "None", kid: "ec" })}.${part(claims)}.`, "token_invalid"],
    ["alg none with a signature", `Bearer ${token({}, "ec", { alg: "none" })}`, "token_invalid"],
    [
      "a secret that is the public key",
      `Bearer ${hmacText}.${createHmac("sha256", publicPem).update(hmacText).digest("base64url")}`,
      "token_invalid",
    ],
    ["an algorithm of another key", `Bearer ${token({}, "ec", { alg: "RS256" })}`, "token_invalid"],
    ["a key that the issuer does not publish", `Bearer ${token({}, "other")}`, "token_invalid"],
    ["a key under another's name", `Bearer ${token({}, "other", { kid: "ec" })}`, "token_invalid"],
    [
      "a key that it brings along",
      `Bearer ${token({}, "other", { kid: "ec", jwk: pairs.other.publicKey.export({ format: "jwk" }) })}`,
      "token_invalid",
    ],
    [
      "an address to fetch keys from",
      `Bearer ${token({}, "other", { jku: "https://other.invalid" })}`,
      "token_invalid",
    ],
    ["a demand that is not understood", `Bearer ${token({}, "ec", { crit: ["x"], x: 1 })}`, "token_invalid"],
    [
      "other claims under the same signature",
      `Bearer ${tampered[0] ?? ""}.${part({ ...claims, sub: "d-2" })}.${tampered[2] ?? ""}`,
      "token_invalid",
    ],
    ["a signature cut off", `Bearer ${token().slice(0, -10)}`, "token_invalid"],
    ["no signature", `Bearer ${tampered[0] ?? ""}.${tampered[1] ?? ""}.`, "token_invalid"],
    ["an encrypted token", "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c", "token_invalid"],
  ];
  for (const [title, header, outcome] of rows) {
    it(`answers ${outcome} for: ${title}`, async () => {
      assert.equal(await ask(header), outcome);
    });
  }

  it("lets a gateway speak for the devices of its prefixes", async () => {
    assert.equal(await ask(`Bearer ${token({ gateway_for: ["gw-", 7] })}`, "gw-9"), "d-1");
  });

  it("refuses a token that it has verified, once it has expired", async () => {
    let clock = now;
    const asking = asker(
      () => Promise.resolve(published("ec")),
      () => clock,
    );
    const bearer = `Bearer ${token()}`;
    assert.equal(await asking(bearer), "d-1");
    clock += 331_000;
    assert.equal(await asking(bearer), "token_expired");
  });

  it("asks for keys again when a token names one that is not known, but not for every such token", async () => {
    let fetches = 0;
    let keys: readonly KeyName[] = ["ec"];
    const asking = asker(
      () => {
        fetches += 1;
        return Promise.resolve(published(...keys));
      },
      () => now,
      100,
    );
    assert.equal(await asking(`Bearer ${token()}`), "d-1");
    keys = ["ec", "ed"];
    assert.equal(await asking(`Bearer ${token({}, "ed")}`), "token_invalid");
    assert.equal(fetches, 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal(await asking(`Bearer ${token({}, "ed")}`), "d-1");
    assert.equal(fetches, 2);
  });

  it("goes on with the keys it has while the issuer cannot be reached, and blames no token for it", async () => {
    let isUp = true;
    const asking = asker(
      () => (isUp ? Promise.resolve(published("ec")) : Promise.reject(new TypeError("fetch failed"))),
      () => now,
      0,
    );
    assert.equal(await asking(`Bearer ${token()}`), "d-1");
    isUp = false;
    assert.equal(await asking(`Bearer ${token({ sub: "d-2" })}`), "d-2");
    assert.equal(await asking(`Bearer ${token({}, "ed")}`), "keys_unavailable");
    const never = asker(() => Promise.resolve(new Response("no", { status: 500 })));
    assert.equal(await never(`Bearer ${token()}`), "keys_unavailable");
  });
});
