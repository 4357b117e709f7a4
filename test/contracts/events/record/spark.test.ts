import assert from "node:assert/strict";
import { sparkModule } from "../../../../contracts/events/record/spark.ts";
import { eventSchema } from "../../../../contracts/events/compose.ts";
import { type JsonSchema } from "../../../../contracts/events/registry-schema.ts";

function moduleOf(properties: Readonly<Record<string, JsonSchema>>): string {
  const visit = { type: "visit", version: "1", payload: { type: "object", properties } };
  return sparkModule(new Map([["visit-v1", eventSchema(visit, "ingested")]]));
}

describe("sparkModule", () => {
  const types: readonly (readonly [what: string, schema: JsonSchema, type: string])[] = [
    ["a text", { type: "string" }, "string"],
    ["one of several texts", { type: "string", enum: ["a"] }, "string"],
    ["a number", { type: "number" }, "double"],
    ["a whole number", { type: "integer" }, "bigint"],
    ["a yes or no", { type: "boolean" }, "boolean"],
    ["a moment", { type: "string", format: "date-time" }, "timestamp"],
    ["a redacted text", { type: "string", "x-personal-data": "redact" }, "string"],
    ["a list", { type: "array", items: { type: "number" } }, "array<double>"],
    ["a map", { type: "object", additionalProperties: { type: ["string", "number"] } }, "map<string, string>"],
    [
      "an object",
      {
        type: "object",
        properties: { a: { type: "string" }, b: { type: "object", properties: { c: { type: "number" } } } },
      },
      "struct<a: string, b: struct<c: double>>",
    ],
  ];
  for (const [what, schema, type] of types) {
    it(`reads ${what} as ${type}`, () => {
      assert.ok(moduleOf({ field: schema }).includes(`"visit-v1": "field ${type}",`));
    });
  }

  it("has the envelope's fields as text, and names those that every record has", () => {
    const text = moduleOf({});
    assert.match(text, /^ENVELOPE = "event_id string, .*, ingest_ts string, schema_version string, payload string"$/m);
    assert.match(text, /^REQUIRED = \("event_id", .*"ingest_ts", "schema_version", "payload"\)$/m);
  });

  it("fails for what Spark has no type for, naming the field", () => {
    assert.throws(() => moduleOf({ field: { type: "null" } }), {
      message: 'Spark has no type for field, which is "null".',
    });
  });
});
