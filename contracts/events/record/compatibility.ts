import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type JsonSchema } from "../registry-schema.ts";

/** A schema may be a yes or a no to everything. */
type Schema = JsonSchema | boolean;

/** Words that demand nothing. */
const annotations = new Set(["$schema", "$id", "title", "description", "examples", "default", "x-personal-data"]);

/** Words that are compared in ways of their own. */
const compared = new Set([
  "type",
  "const",
  "enum",
  "required",
  "properties",
  "additionalProperties",
  "propertyNames",
  "items",
]);

/** Bounds; without one there is none. */
const leasts = new Set(["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"]);
const mosts = new Set(["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"]);

const everyType = ["null", "boolean", "object", "array", "number", "string"];

/**
 * What a released schema took that its successor does not take, as lines `<path> <what>`; empty when the successor takes
 * everything, which is what the Glue Schema Registry calls BACKWARD. What cannot be told counts as taken away: of two patterns
 * nobody can say which takes more.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility
 */
export function narrowings(released: Schema, now: Schema, path = ""): readonly string[] {
  const here = path === "" ? "/" : path;
  if (released === false || now === true) return [];
  if (now === false) return [`${here} is not taken any more`];
  const before = released === true ? {} : released;
  const values = valuesOf(before);
  if (values !== undefined) {
    const lost = values.filter((value) => !takes(now, value));
    return lost.length === 0
      ? []
      : [`${here} does not take ${lost.map((value) => JSON.stringify(value)).join(", ")} any more`];
  }
  return [
    ...typeNarrowings(before, now, here),
    ...fieldNarrowings(before, now, path),
    ...Object.keys(now).flatMap((word) => wordNarrowings(word, before, now, here)),
  ];
}

/** The values themselves, where a schema lists them. */
function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  if ("const" in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });

function takes(schema: JsonSchema, value: unknown): boolean {
  return ajv.validate({ ...schema, $id: undefined }, value);
}

function typeNarrowings(before: JsonSchema, now: JsonSchema, here: string): readonly string[] {
  const [had, has] = [typesOf(before), typesOf(now)];
  const lost = had.filter((type) => !has.includes(type) && !(type === "integer" && has.includes("number")));
  return lost.length === 0 ? [] : [`${here} may not be ${lost.join(" or ")} any more`];
}

function typesOf({ type }: JsonSchema): readonly unknown[] {
  if (type === undefined) return everyType;
  return Array.isArray(type) ? type : [type];
}

function fieldNarrowings(before: JsonSchema, now: JsonSchema, path: string): readonly string[] {
  const names = new Set([...Object.keys(propertiesOf(before)), ...Object.keys(propertiesOf(now))]);
  return [
    ...[...names].flatMap((name) => narrowings(fieldOf(before, name), fieldOf(now, name), `${path}/${name}`)),
    ...narrowings(othersOf(before), othersOf(now), `${path}/*`),
    ...narrowings(subschema(before.items), subschema(now.items), `${path}/[]`),
    ...narrowings(subschema(before.propertyNames), subschema(now.propertyNames), `${path}/<name>`),
  ];
}

function propertiesOf({ properties }: JsonSchema): Readonly<Record<string, Schema>> {
  return (properties ?? {}) as Record<string, Schema>; // the word's value, by the standard
}

function fieldOf(schema: JsonSchema, name: string): Schema {
  const properties = propertiesOf(schema);
  return Object.hasOwn(properties, name) ? (properties[name] ?? true) : othersOf(schema);
}

function othersOf({ additionalProperties }: JsonSchema): Schema {
  return subschema(additionalProperties);
}

function subschema(value: unknown): Schema {
  return (value ?? true) as Schema; // the standard's default
}

function wordNarrowings(word: string, before: JsonSchema, now: JsonSchema, here: string): readonly string[] {
  const [was, is] = [before[word], now[word]];
  if (annotations.has(word) || isDeepStrictEqual(was, is)) return [];
  if (word === "required") {
    const added = (is as readonly string[]).filter((name) => !((was ?? []) as readonly string[]).includes(name)); // the word's value, by the standard
    return added.map((name) => `${here} must have ${name}, which it could be without`);
  }
  if (word === "const" || word === "enum")
    return [`${here} must be one of certain values, which it did not have to be`];
  if (compared.has(word)) return [];
  if (leasts.has(word) && typeof is === "number")
    return is > numberOr(was, -Infinity) ? [`${here} has a higher ${word}`] : [];
  if (mosts.has(word) && typeof is === "number")
    return is < numberOr(was, Infinity) ? [`${here} has a lower ${word}`] : [];
  return [`${here} has another ${word}, which may take less`];
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
