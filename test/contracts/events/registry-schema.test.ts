import assert from "node:assert/strict";
import { registrySchema } from "../../../contracts/events/registry-schema.ts";
import { eventSchemas } from "../../../contracts/events/schemas.ts";

describe("registrySchema", () => {
  for (const [name, schema] of Object.entries(eventSchemas)) {
    it(`demands of ${name} what the event's own schema does, by the older draft`, () => {
      assert.deepEqual(registrySchema(schema), { ...schema, $schema: "http://json-schema.org/draft-07/schema#" });
    });
  }

  it("fails on words that the older draft would leave unchecked, with where they stand", () => {
    assert.throws(
      () => registrySchema({ properties: { a: { prefixItems: [] } }, allOf: [{ unevaluatedProperties: false }] }),
      {
        message:
          "The Glue Schema Registry takes JSON Schema up to draft-07, which has not: /properties/a/prefixItems, /allOf/0/unevaluatedProperties. Say it otherwise.",
      },
    );
  });

  it("takes a property that is named like such a word, and data that holds one", () => {
    const schema = { properties: { prefixItems: { type: "string" } }, const: { dependentRequired: 1 } };
    assert.deepEqual(registrySchema(schema).properties, schema.properties);
  });
});
