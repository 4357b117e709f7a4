/** A JSON Schema as far as this looks into it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The newest draft that the Glue Schema Registry takes. */
const registryDraft = "http://json-schema.org/draft-07/schema#";

/** Words of draft 2020-12 that draft-07 has not, and would silently leave unchecked. */
const newerWords = [
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "dependentRequired",
  "dependentSchemas",
  "maxContains",
  "minContains",
  "prefixItems",
  "unevaluatedItems",
  "unevaluatedProperties",
];

/** Words whose value is a map from names to schemas: the names are no words. */
const maps = ["properties", "patternProperties", "$defs", "definitions"];

/** Words whose value is data. */
const data = ["const", "default", "enum", "examples"];

/**
 * An event's schema in the draft that the Glue Schema Registry takes: the same demands under an older name, so that what a
 * registry's client lets through the collector lets through as well.
 *
 * @throws {Error} when the schema uses words that the older draft has not, with where they stand.
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-schemas
 */
export function registrySchema(schema: JsonSchema): JsonSchema {
  const found = newerIn(schema, "");
  if (found.length > 0) {
    throw new Error(
      `The Glue Schema Registry takes JSON Schema up to draft-07, which has not: ${found.join(", ")}. Say it otherwise.`,
    );
  }
  return { ...schema, $schema: registryDraft };
}

function newerIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => newerIn(one, `${path}/${index}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([word, inner]: [string, unknown]) => {
    const here = `${path}/${word}`;
    if (newerWords.includes(word)) return [here];
    if (data.includes(word)) return [];
    if (maps.includes(word) && typeof inner === "object" && inner !== null) {
      return Object.entries(inner).flatMap(([name, one]) => newerIn(one, `${here}/${name}`));
    }
    return newerIn(inner, here);
  });
}
