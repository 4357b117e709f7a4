import { type JsonSchema } from "./registry-schema.ts";

/** What the collector does to personal data before it lets an event pass. */
export type Treatment =
  /** Puts a token in its place: the same value has the same token, and the vault knows which. */
  | "tokenise"
  /** Puts {@link redactedText} in its place; the value is gone. */
  | "redact";

/** A field that a schema marks with `x-personal-data`. */
export interface PersonalField {
  /** Names from the event down to the field. */
  readonly path: readonly string[];
  readonly treatment: Treatment;
}

/** Stands where a redacted value stood. */
export const redactedText = "[redacted]";

/** A token: `tok_` and an HMAC-SHA-256 in base64url (RFC 4648, without padding). */
export const tokenPattern = "^tok_[A-Za-z0-9_-]{43}$";

/** The token of an HMAC-SHA-256, which is 32 bytes. */
export function tokenOfHmac(hmac: Buffer): string {
  return `tok_${hmac.toString("base64url")}`;
}

const keyword = "x-personal-data";

/**
 * Fields with personal data, as a schema marks them.
 *
 * @throws {Error} when a mark is no treatment, or stands where the collector would not find the value: only texts that are
 * reached by names alone can be marked.
 */
export function personalFieldsOf(schema: JsonSchema, path: readonly string[] = []): readonly PersonalField[] {
  const own = treatmentOf(schema, path);
  return Object.entries(schema).flatMap(([word, inner]): readonly PersonalField[] => {
    if (word === keyword) return own === undefined ? [] : [{ path, treatment: own }];
    if (word === "properties") {
      return Object.entries(inner as Record<string, JsonSchema>).flatMap(([name, one]) =>
        // the word's value, by the standard
        personalFieldsOf(one, [...path, name]),
      );
    }
    if (JSON.stringify(inner).includes(`"${keyword}"`)) {
      throw new Error(
        `${keyword} is found below ${word} at /${path.join("/")}: mark texts that are reached by names alone.`,
      );
    }
    return [];
  });
}

/** What a marked text is after its treatment; every other schema as it is, with the same done to its properties. */
export function treated(schema: JsonSchema): JsonSchema {
  const treatment = treatmentOf(schema, []);
  const kept = { ...(schema.description !== undefined && { description: schema.description }), [keyword]: treatment };
  if (treatment === "redact") return { ...kept, const: redactedText };
  if (treatment === "tokenise") return { ...kept, type: "string", pattern: tokenPattern };
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>); // the word's value, by the standard
  return { ...schema, properties: Object.fromEntries(properties.map(([name, one]) => [name, treated(one)])) };
}

function treatmentOf(schema: JsonSchema, path: readonly string[]): Treatment | undefined {
  const { [keyword]: mark, type } = schema;
  if (mark === undefined) return undefined;
  if (mark !== "tokenise" && mark !== "redact") {
    throw new Error(`${keyword} at /${path.join("/")} is ${JSON.stringify(mark)}; allowed: tokenise, redact.`);
  }
  if (type !== "string") {
    throw new Error(`${keyword} at /${path.join("/")} marks a ${JSON.stringify(type)}; only texts can be marked.`);
  }
  return mark;
}
