import assert from "node:assert/strict";
import { catalogue } from "../../../contracts/events/catalogue.ts";
import { type EventDeclaration, eventSchema, schemaName } from "../../../contracts/events/compose.ts";

const visit: EventDeclaration = {
  type: "visit",
  version: "3",
  payload: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Visit",
    description: "Somebody came.",
    type: "object",
    properties: {
      when: { $ref: "../shared.schema.json#/$defs/moment", description: "When." },
      who: { type: "string", maxLength: 9, "x-personal-data": "tokenise" },
    },
  },
};

/** A schema with one of its fields, by the names on the way. */
function fieldOf(schema: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (value as { properties: Record<string, unknown> }).properties[name],
    schema,
  ); // as composed
}

describe("eventSchema", () => {
  const sent = eventSchema(visit, "sent");
  const ingested = eventSchema(visit, "ingested");

  it("is called by type, version and view, and titled as its payload is", () => {
    assert.equal(schemaName(visit), "visit-v3");
    assert.equal(ingested.$id, "urn:event-platform:events:visit:v3");
    assert.equal(sent.$id, "urn:event-platform:events:visit:v3:sent");
    assert.deepEqual([sent.title, sent.description], ["Visit", "Somebody came."]);
  });

  it("leaves out of what is sent what the collector sets, and demands it of what is ingested", () => {
    const fields = ["event_id", "event_type", "device_id", "event_ts", "schema_version", "payload"];
    assert.deepEqual(Object.keys(sent.properties as object), fields);
    assert.deepEqual(
      sent.required,
      fields.filter((field) => field !== "schema_version"),
    );
    assert.deepEqual([...(ingested.required as string[])].sort(), [...fields, "ingest_ts"].sort());
  });

  it("is of one type and version alone, and closed", () => {
    for (const schema of [sent, ingested]) {
      assert.deepEqual(fieldOf(schema, "event_type"), { const: "visit" });
      assert.equal((fieldOf(schema, "schema_version") as { const: string }).const, "3");
      assert.equal(schema.additionalProperties, false);
    }
  });

  it("puts what is shared in the place of a reference, and keeps what stands beside it", () => {
    const when = fieldOf(sent, "payload", "when") as Record<string, unknown>;
    assert.deepEqual([when.format, when.description, when.$ref], ["date-time", "When.", undefined]);
  });

  it("has personal data as it is sent, and protected as it is ingested", () => {
    assert.deepEqual(fieldOf(sent, "payload", "who"), { type: "string", maxLength: 9, "x-personal-data": "tokenise" });
    assert.match(JSON.stringify(fieldOf(ingested, "payload", "who")), /"pattern":"\^tok_/);
  });

  it("fails on a reference to what is not shared, naming what is", () => {
    const payload = { properties: { a: { $ref: "#/$defs/nothing" } } };
    assert.throws(() => eventSchema({ ...visit, payload }, "sent"), {
      message:
        'A schema refers to "#/$defs/nothing"; there is envelope, moment, original_ts, name, attributes in contracts/events/shared.schema.json.',
    });
  });
});

describe("every schema of the catalogue", () => {
  const schemas = catalogue.flatMap((entry) => [eventSchema(entry, "sent"), eventSchema(entry, "ingested")]);

  /** Every schema within a schema, with where it stands. */
  function within(schema: unknown, path = ""): readonly (readonly [string, Record<string, unknown>])[] {
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [];
    const words = schema as Record<string, unknown>; // any object has some properties
    const inner = Object.entries(words).flatMap(([word, value]) =>
      word === "properties"
        ? Object.entries(value as object).flatMap(([name, one]) => within(one, `${path}/${name}`))
        : within(value, `${path}/${word}`),
    );
    return "type" in words || "const" in words ? [[path, words], ...inner] : inner;
  }

  it("refers to nothing", () => {
    assert.doesNotMatch(JSON.stringify(schemas), /\$ref|\$defs/);
  });

  it("bounds every text, map and list, and closes every object", () => {
    const parts = schemas.flatMap((schema) => within(schema));
    assert.ok(parts.length > 100);
    const unbounded = parts.filter(([, { type, const: value, enum: values, pattern, ...words }]) => {
      const types = [type].flat();
      if (value !== undefined || values !== undefined) return false;
      if (types.includes("string") && pattern === undefined && words.maxLength === undefined) return true;
      if (types.includes("array") && words.maxItems === undefined) return true;
      if (!types.includes("object") || words.additionalProperties === false) return false;
      return words.maxProperties === undefined || words.propertyNames === undefined;
    });
    assert.deepEqual(
      unbounded.map(([path]) => path),
      [],
    );
  });

  it("bounds by every pattern how long a text may be", () => {
    const patterns = schemas.flatMap((schema) => within(schema)).flatMap(([, { pattern }]) => pattern ?? []);
    assert.deepEqual(
      patterns.filter(
        (pattern) => typeof pattern !== "string" || !/^\^.*\$$/.test(pattern) || /[*+](?![^[]*\])/.test(pattern),
      ),
      [],
    );
  });
});
