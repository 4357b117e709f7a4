import assert from "node:assert/strict";
import fc from "fast-check";
import { type TypeDeclaration } from "../../local/provider/declarations/declaration.ts";
import { singular, snakeCase } from "./terraform-name.ts";
import { translate } from "./translate.ts";

function property(shape: TypeDeclaration["inputs"][string]["shape"]): TypeDeclaration["inputs"][string] {
  return { shape, required: false, replaces: false };
}

const declaration: TypeDeclaration = {
  inputs: {
    bucket: property("string"),
    subnetIds: property({ list: "string" }),
    rules: property({ list: { object: "Rule" } }),
    columns: property({ list: { object: "Column" } }),
    versioningConfiguration: property({ object: "Versioning" }),
    tags: property({ map: "string" }),
    policy: property({ oneOf: ["string", "document"] }),
    either: property({ oneOf: ["string", { object: "Versioning" }] }),
  },
  outputs: {},
  objects: {
    Rule: { transitions: property({ list: { object: "Transition" } }), filter: property({ object: "Filter" }) },
    Transition: { storageClass: property("string") },
    Filter: { prefix: property("string") },
    Versioning: { status: property("string") },
    Column: { name: property("string") },
  },
};

describe("translate", () => {
  const translated = (inputs: Readonly<Record<string, unknown>>): unknown =>
    translate(inputs, declaration, { type: "aws_thing", names: { columns: "columns" } });

  it("writes names in snake case", () => {
    assert.deepEqual(translated({ bucket: "b", subnetIds: ["s-1", "s-2"] }), {
      bucket: "b",
      subnet_ids: ["s-1", "s-2"],
    });
  });

  it("writes a list of blocks under the block's name, at any depth", () => {
    assert.deepEqual(translated({ rules: [{ transitions: [{ storageClass: "GLACIER" }] }] }), {
      rule: [{ transition: [{ storage_class: "GLACIER" }] }],
    });
  });

  it("keeps a block's name that is a plural, where the type's row says so", () => {
    assert.deepEqual(translated({ columns: [{ name: "a" }] }), { columns: [{ name: "a" }] });
  });

  it("makes a list of one of a block that stands once, also inside another", () => {
    assert.deepEqual(translated({ versioningConfiguration: { status: "Enabled" } }), {
      versioning_configuration: [{ status: "Enabled" }],
    });
    assert.deepEqual(translated({ rules: [{ filter: { prefix: "" } }] }), { rule: [{ filter: [{ prefix: "" }] }] });
  });

  it("leaves the keys of a map alone", () => {
    assert.deepEqual(translated({ tags: { costCenter: "a", Name: "b" } }), { tags: { costCenter: "a", Name: "b" } });
  });

  it("writes a document that was given as an object as text", () => {
    assert.deepEqual(
      translate(
        { policy: { Version: "1" } },
        { ...declaration, inputs: { policy: property("document") } },
        { type: "x" },
      ),
      { policy: '{"Version":"1"}' },
    );
  });

  it("takes the alternative that the value has the form of", () => {
    assert.deepEqual(translated({ either: "text" }), { either: "text" });
    assert.deepEqual(translated({ either: { status: "On" } }), { either: [{ status: "On" }] });
  });

  it("holds null for an attribute without a value, where the type's row says so", () => {
    const row = { type: "aws_thing", nulls: ["bucket", "cidr_ipv4"] };
    assert.deepEqual(translate({ bucket: "b" }, declaration, row), { bucket: "b", cidr_ipv4: null });
  });

  it("leaves out what has no value, and keeps what no declaration knows", () => {
    assert.deepEqual(translated({ bucket: undefined, newProperty: { innerKey: 1 } }), {
      new_property: { innerKey: 1 },
    });
  });
});

describe("names", () => {
  it("in snake case give the camel case back", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,30}$/), (name) => {
        const snake = snakeCase(name);
        assert.match(snake, /^[a-z0-9_]+$/);
        assert.equal(
          snake.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          name,
        );
      }),
    );
  });

  for (const [plural, one] of [
    ["rules", "rule"],
    ["inlinePolicies", "inlinePolicy"],
    ["addresses", "address"],
    ["ingress", "ingress"],
    ["queries", "query"],
    ["certificates", "certificate"],
  ] as const) {
    it(`of many ${plural} give ${one}`, () => {
      assert.equal(singular(plural), one);
    });
  }
});
