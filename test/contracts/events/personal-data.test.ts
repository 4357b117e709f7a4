import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { personalFieldsOf, tokenOfHmac, tokenPattern, treated } from "../../../contracts/events/personal-data.ts";

const token = { type: "string", maxLength: 9, "x-personal-data": "tokenise" };
const name = { description: "Name.", type: "string", maxLength: 9, "x-personal-data": "redact" };
const schema = {
  type: "object",
  properties: { plain: { type: "string" }, token, inner: { type: "object", required: ["name"], properties: { name } } },
};

describe("personalFieldsOf", () => {
  it("names every marked field with the way to it", () => {
    assert.deepEqual(personalFieldsOf(schema, ["payload"]), [
      { path: ["payload", "token"], treatment: "tokenise" },
      { path: ["payload", "inner", "name"], treatment: "redact" },
    ]);
  });

  it("takes a field that is called like the mark for a field", () => {
    assert.deepEqual(personalFieldsOf({ properties: { "x-personal-data": { type: "string" } } }), []);
  });

  const wrong: readonly (readonly [string, Record<string, unknown>, string])[] = [
    [
      "a mark that is no treatment",
      { properties: { a: { ...token, "x-personal-data": "encrypt" } } },
      'x-personal-data at /a is "encrypt"; allowed: tokenise, redact.',
    ],
    [
      "a mark on what is no text",
      { properties: { a: { ...token, type: "number" } } },
      'x-personal-data at /a marks a "number"; only texts can be marked.',
    ],
    [
      "a mark in a map",
      { properties: { a: { additionalProperties: token } } },
      "x-personal-data is found below additionalProperties at /a: mark texts that are reached by names alone.",
    ],
    [
      "a mark in a list",
      { properties: { a: { items: token } } },
      "x-personal-data is found below items at /a: mark texts that are reached by names alone.",
    ],
  ];
  for (const [what, broken, message] of wrong) {
    it(`fails on ${what}`, () => {
      assert.throws(() => personalFieldsOf(broken), { message });
    });
  }
});

describe("treated", () => {
  it("leaves of marked fields tokens and marks alone, and everything else as it is", () => {
    assert.deepEqual(treated(schema), {
      type: "object",
      properties: {
        plain: { type: "string" },
        token: { type: "string", pattern: tokenPattern, "x-personal-data": "tokenise" },
        inner: {
          type: "object",
          required: ["name"],
          properties: { name: { description: "Name.", const: "[redacted]", "x-personal-data": "redact" } },
        },
      },
    });
  });
});

describe("tokenOfHmac", () => {
  it("has the form that the schemas demand, and is another for another HMAC", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const [first, second] = [one, other].map((text) =>
          tokenOfHmac(createHmac("sha256", "key").update(text).digest()),
        );
        assert.match(first ?? "", new RegExp(tokenPattern));
        assert.equal(first === second, one === other);
      }),
    );
  });
});
