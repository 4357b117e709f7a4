import fc from "fast-check";
import { type JsonSchema } from "../../../contracts/events/registry-schema.ts";

/** Random values that a schema of an event takes. Knows the words that the schemas use, and fails on others. */
export function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as readonly unknown[]));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...(schema.type as readonly string[]).map((type) => valueOf({ ...schema, type })));
  }
  switch (schema.type) {
    case "string":
      return textOf(schema);
    case "number":
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()).map((number) => number + 0); // JSON has no -0
    case "boolean":
      return fc.boolean();
    case "object":
      return schema.properties === undefined ? mapOf(schema) : recordOf(schema);
    default:
      throw new Error(`No random values of ${JSON.stringify(schema)}.`);
  }
}

function textOf({ format, pattern, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === "date-time") return moment;
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  if (typeof maxLength !== "number") throw new Error("A text has no bound.");
  return fc
    .array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }), { minLength: Number(minLength), maxLength })
    .map((characters) => Array.from(characters.join("")).slice(0, maxLength).join(""));
}

/** Moments in every form that is taken. */
const moment = fc
  .record({
    time: fc.date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    }),
    fraction: fc.stringMatching(/^(\.[0-9]{1,9})?$/),
    zone: fc.stringMatching(/^(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/),
  })
  .map(({ time, fraction, zone }) => time.toISOString().slice(0, 19) + fraction + zone);

function mapOf({
  propertyNames,
  additionalProperties,
  minProperties,
  maxProperties,
}: JsonSchema): fc.Arbitrary<unknown> {
  const { not, ...names } = propertyNames as JsonSchema; // the schemas' own maps have it
  const forbidden = ((not as JsonSchema | undefined)?.enum ?? []) as readonly unknown[]; // the word's value, by the standard
  return fc.dictionary(
    textOf(names).filter((name) => !forbidden.includes(name)),
    valueOf(additionalProperties as JsonSchema), // as above
    { minKeys: Number(minProperties ?? 0), maxKeys: Number(maxProperties), noNullPrototype: true },
  );
}

function recordOf({ properties, required }: JsonSchema): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(properties as Record<string, JsonSchema>); // the word's value, by the standard
  return fc.record(Object.fromEntries(values.map(([name, schema]) => [name, valueOf(schema)])), {
    requiredKeys: required as string[], // as above
    noNullPrototype: true,
  });
}
