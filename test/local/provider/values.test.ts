import assert from "node:assert/strict";
import * as fc from "fast-check";
import { layer, subtract, withUnknowns } from "../../../local/provider/layers.ts";
import type { Properties } from "../../../local/provider/resource-type.ts";
import {
  containsUnknown,
  openSecrets,
  sameValue,
  sealSecrets,
  signatureKey,
  unknown,
  withoutUndefined,
} from "../../../local/provider/values.ts";

const properties: fc.Arbitrary<Properties> = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== signatureKey && name !== "__proto__"),
  fc.jsonValue({ maxDepth: 3 }),
  { noNullPrototype: true },
);

describe("openSecrets", () => {
  it("is undone by sealSecrets for top-level secrets", () => {
    fc.assert(
      fc.property(properties, fc.nat(), (plain, pick) => {
        const names = Object.keys(plain);
        const name = names[pick % (names.length + 1)] ?? "absent";
        const sealed = sealSecrets(plain, new Set([name]));
        const opened = openSecrets(sealed);
        assert.deepEqual(opened.plain, plain);
        assert.deepEqual([...opened.secrets], Object.hasOwn(plain, name) ? [name] : []);
      }),
    );
  });

  it("makes of a reference to a resource its ID, unknown while there is none, or its URN where it never has one", () => {
    const reference = { [signatureKey]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:role" };
    const { plain } = openSecrets({
      made: { ...reference, id: "role" },
      planned: { ...reference, id: "" },
      component: reference,
    });
    assert.deepEqual(plain, { made: "role", planned: unknown, component: "urn:role" });
  });

  it("finds secrets inside values and names the property they are in", () => {
    const secret = { [signatureKey]: "1b47061264138c4ac30d75fd1eb44270", value: "hidden" };
    const { plain, secrets } = openSecrets({ env: [{ name: "A", value: secret }], open: 1 });
    assert.deepEqual(plain, { env: [{ name: "A", value: "hidden" }], open: 1 });
    assert.deepEqual([...secrets], ["env"]);
  });
});

describe("sameValue", () => {
  it("holds between a value and its copy", () => {
    fc.assert(
      fc.property(properties, (value) => {
        assert.ok(sameValue(value, structuredClone(value)));
      }),
    );
  });

  it("takes absent, undefined and null for the same and an unknown for nothing", () => {
    assert.ok(sameValue({ a: null }, {}));
    assert.ok(!sameValue({ a: false }, {}));
    assert.ok(!sameValue(unknown, unknown));
  });
});

describe("containsUnknown", () => {
  it("finds an unknown at any depth", () => {
    assert.ok(containsUnknown({ a: [{ b: unknown }] }));
    assert.ok(!containsUnknown({ a: [{ b: "known" }] }));
  });
});

describe("withoutUndefined", () => {
  it("leaves nothing JSON cannot say", () => {
    assert.deepEqual(withoutUndefined({ a: undefined, b: { c: undefined, d: [undefined, 1] } }), {
      b: { d: [null, 1] },
    });
  });
});

describe("layer", () => {
  it("merges objects and lets the upper value count", () => {
    assert.deepEqual(layer({ a: { b: 1, c: 2 }, d: [1] }, { a: { b: 3 }, d: [] }), { a: { b: 3, c: 2 }, d: [] });
  });

  it("gives back what subtract took away", () => {
    const state = { arn: "arn", vpcConfig: { subnetIds: ["s"], vpcId: "vpc" }, tags: { a: "1" } };
    const inputs = { vpcConfig: { subnetIds: ["s"] }, tags: { a: "1" } };
    assert.deepEqual(subtract(state, inputs), { arn: "arn", vpcConfig: { vpcId: "vpc" } });
    assert.deepEqual(layer(subtract(state, inputs), inputs), state);
  });
});

describe("withUnknowns", () => {
  it("makes unknown what AWS adds, inside given objects too", () => {
    const computed = { arn: "", vpcConfig: { vpcId: "v", subnetIds: [] } };
    assert.deepEqual(withUnknowns(computed, { vpcConfig: { subnetIds: ["s"] } }), {
      arn: unknown,
      vpcConfig: { vpcId: unknown, subnetIds: ["s"] },
    });
  });
});
