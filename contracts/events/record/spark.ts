import { type JsonSchema } from "../registry-schema.ts";

/** What Spark reads events by: a Python module's text. */
export function sparkModule(schemas: ReadonlyMap<string, JsonSchema>): string {
  const [any] = schemas.values();
  if (any === undefined) throw new Error("There is no event schema.");
  const envelope = propertiesOf(any);
  const fields = [...envelope].map(([name]) => `${name} string`).join(", ");
  const { event_ts: moment } = Object.fromEntries(envelope);
  const payloads = [...schemas].map(([name, schema]) => {
    const { payload = {} } = Object.fromEntries(propertiesOf(schema));
    return `    ${quoted(name)}: ${quoted(fieldsOf(payload, " "))},`;
  });
  return [
    '"""Events as Spark reads them. Generated from the schemas of events: npm run events:record."""',
    "",
    "# The envelope, every field as it is written; the payload as JSON.",
    `ENVELOPE = ${quoted(fields)}`,
    "",
    "# Fields of the envelope that every record of a topic has.",
    `REQUIRED = (${(any.required as readonly string[]).map(quoted).join(", ")})`, // the word's value, by the standard
    "",
    "# Date and time as the schemas demand it; a cast alone would take 2013 or 12:00 for a moment.",
    `DATE_TIME = r"${patternOf(moment)}"`,
    "",
    "# Fields of the payload, by event type and version.",
    "PAYLOADS = {",
    ...payloads,
    "}",
    "",
  ].join("\n");
}

function propertiesOf(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>); // the word's value, by the standard
}

function fieldsOf(schema: JsonSchema, separator: " " | ": "): string {
  return propertiesOf(schema)
    .map(([name, one]) => `${name}${separator}${typeOf(one, name)}`)
    .join(", ");
}

const scalars: Readonly<Record<string, string>> = {
  string: "string",
  number: "double",
  integer: "bigint",
  boolean: "boolean",
};

/**
 * Type of a value in Spark's DDL. Values of several scalar types are read as text.
 *
 * @throws {Error} for a schema that is no scalar, struct, map or list.
 */
function typeOf(schema: JsonSchema, name: string): string {
  const { type, format, items, additionalProperties: entries } = schema;
  if (format === "date-time") return "timestamp";
  if (Array.isArray(type) || typeof schema.const === "string") return "string";
  if (isSchema(items)) return `array<${typeOf(items, name)}>`;
  if (schema.properties !== undefined) return `struct<${fieldsOf(schema, ": ")}>`;
  if (isSchema(entries)) return `map<string, ${typeOf(entries, name)}>`;
  const scalar = typeof type === "string" ? scalars[type] : undefined;
  if (scalar === undefined) throw new Error(`Spark has no type for ${name}, which is ${JSON.stringify(type)}.`);
  return scalar;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As a raw text of Python's takes it. */
function patternOf({ pattern }: JsonSchema = {}): string {
  if (typeof pattern !== "string" || pattern.includes('"'))
    throw new Error("event_ts has no pattern, or one with a quote.");
  return pattern;
}

/** As Python and JSON both write it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
