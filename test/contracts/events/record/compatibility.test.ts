import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { narrowings } from "../../../../contracts/events/record/compatibility.ts";
import { type JsonSchema } from "../../../../contracts/events/registry-schema.ts";

const reading = {
  type: "object",
  required: ["value"],
  additionalProperties: false,
  properties: {
    value: { type: "number" },
    unit: { type: "string", enum: ["C", "K"] },
    note: { type: "string", minLength: 1, maxLength: 10, pattern: "^a" },
    tags: {
      type: "object",
      maxProperties: 4,
      propertyNames: { pattern: "^[a-z]+$" },
      additionalProperties: { type: ["string", "integer"] },
    },
    list: { type: "array", items: { type: "integer" }, maxItems: 3 },
  },
} as const;

/** The schema with some of its fields as they are given. */
function withFields(fields: Readonly<Record<string, unknown>>): JsonSchema {
  const all = Object.entries<unknown>({ ...reading.properties, ...fields });
  return { ...reading, properties: Object.fromEntries(all.filter(([, schema]) => schema !== undefined)) };
}

const { note, tags, list } = reading.properties;

const taken: readonly (readonly [what: string, now: JsonSchema | boolean])[] = [
  ["nothing that changes", reading],
  ["another title and description", { ...reading, title: "t", description: "d" }],
  ["a new field that may be left out", withFields({ added: { type: "string", maxLength: 5 } })],
  ["a field that had to be there and may be left out", { ...reading, required: [] }],
  ["one more value of a list of values", withFields({ unit: { type: "string", enum: ["C", "K", "F"] } })],
  ["a list of values that became any text", withFields({ unit: { type: "string", maxLength: 1 } })],
  ["one more type", withFields({ value: { type: ["number", "null"] } })],
  ["whole numbers that may be any", withFields({ list: { ...list, items: { type: "number" } } })],
  ["looser bounds", withFields({ note: { ...note, minLength: 0, maxLength: 20 } })],
  ["no bounds", withFields({ note: { type: "string" } })],
  ["more entries in a map, of any name", withFields({ tags: { ...tags, maxProperties: 5, propertyNames: true } })],
  ["fields of any name", { ...reading, additionalProperties: true }],
  ["everything", true],
];

const lost: readonly (readonly [what: string, now: JsonSchema | boolean, narrowing: string])[] = [
  [
    "a new field that must be there",
    { ...withFields({ added: { type: "string" } }), required: ["value", "added"] },
    "/ must have added, which it could be without",
  ],
  [
    "a field that could be left out",
    { ...reading, required: ["value", "unit"] },
    "/ must have unit, which it could be without",
  ],
  ["a field that is gone", withFields({ unit: undefined }), "/unit is not taken any more"],
  [
    "a field of another name",
    withFields({ unit: undefined, units: reading.properties.unit }),
    "/unit is not taken any more",
  ],
  ["another type", withFields({ value: { type: "string" } }), "/value may not be number any more"],
  ["whole numbers alone", withFields({ value: { type: "integer" } }), "/value may not be number any more"],
  ["one value less", withFields({ unit: { type: "string", enum: ["C"] } }), '/unit does not take "K" any more'],
  ["another value", withFields({ unit: { const: "C" } }), '/unit does not take "K" any more'],
  [
    "values where there was any",
    withFields({ value: { type: "number", enum: [1] } }),
    "/value must be one of certain values, which it did not have to be",
  ],
  ["a shorter text", withFields({ note: { ...note, maxLength: 9 } }), "/note has a lower maxLength"],
  ["a longer text", withFields({ note: { ...note, minLength: 2 } }), "/note has a higher minLength"],
  [
    "a bound where there was none",
    withFields({ value: { type: "number", minimum: 0 } }),
    "/value has a higher minimum",
  ],
  [
    "another pattern",
    withFields({ note: { ...note, pattern: "^[ab]" } }),
    "/note has another pattern, which may take less",
  ],
  ["a format", withFields({ note: { ...note, format: "uuid" } }), "/note has another format, which may take less"],
  [
    "a word that is not known here",
    withFields({ value: { type: "number", multipleOf: 2 } }),
    "/value has another multipleOf, which may take less",
  ],
  ["fewer entries in a map", withFields({ tags: { ...tags, maxProperties: 3 } }), "/tags has a lower maxProperties"],
  [
    "a type less in a map",
    withFields({ tags: { ...tags, additionalProperties: { type: "string" } } }),
    "/tags/* may not be integer any more",
  ],
  ["a map's entries", withFields({ tags: { ...tags, additionalProperties: false } }), "/tags/* is not taken any more"],
  [
    "other names in a map",
    withFields({ tags: { ...tags, propertyNames: { pattern: "^[a-y]+$" } } }),
    "/tags/<name> has another pattern, which may take less",
  ],
  ["a shorter list", withFields({ list: { ...list, maxItems: 2 } }), "/list has a lower maxItems"],
  [
    "other things in a list",
    withFields({ list: { ...list, items: { type: "string" } } }),
    "/list/[] may not be integer any more",
  ],
  ["everything", false, "/ is not taken any more"],
];

describe("narrowings", () => {
  for (const [what, now] of taken) {
    it(`are none for ${what}`, () => {
      assert.deepEqual(narrowings(reading, now), []);
    });
  }

  for (const [what, now, narrowing] of lost) {
    it(`name what is lost by ${what}`, () => {
      assert.deepEqual(narrowings(reading, now), [narrowing]);
    });
  }

  it("names everything at once", () => {
    const now = withFields({ note: { ...note, maxLength: 9 }, unit: undefined });
    assert.deepEqual(
      narrowings(reading, now),
      ["/unit is not taken any more", "/note has a lower maxLength"].sort().reverse(),
    );
  });

  it("are found wherever a random value is taken by the one and not by the other", () => {
    const changes = [...taken, ...lost].map(([, now]) => now).filter((now) => typeof now === "object");
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validators = new Map(changes.map((now) => [now, ajv.compile(now)]));
    const value = fc.record(
      {
        value: fc.oneof(fc.double(), fc.integer(), fc.string()),
        unit: fc.constantFrom("C", "K", "F"),
        note: fc.stringMatching(/^[ab].{0,12}$/),
        tags: fc.dictionary(fc.stringMatching(/^[a-z1]{1,3}$/), fc.oneof(fc.string(), fc.integer()), { maxKeys: 5 }),
        list: fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 4 }),
        added: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...changes), fc.constantFrom(...changes), value, (before, after, candidate) => {
        const wasTaken = validators.get(before)?.(candidate) === true;
        const isTaken = validators.get(after)?.(candidate) === true;
        if (wasTaken && !isTaken) assert.notDeepEqual(narrowings(before, after), []);
      }),
      { numRuns: 3000 },
    );
  });
});
