import { treated } from "./personal-data.ts";
import { type JsonSchema } from "./registry-schema.ts";
import shared from "./shared.schema.json" with { type: "json" };

/**
 * An event as a device sends it, or as it lies in its topic. The collector sets `ingest_ts`, and `schema_version` where it was
 * left out; and it puts tokens and marks in the place of personal data.
 */
export type View = "sent" | "ingested";

/** What an event type says of its events; the envelope is the same for all. */
export interface EventDeclaration {
  /** Value of `event_type`. */
  readonly type: string;
  /** Value of `schema_version`. */
  readonly version: string;
  /** Schema of `payload`, with the event's title and description. */
  readonly payload: JsonSchema;
}

/** Fields that only the collector sets. */
export const reservedFields: readonly string[] = ["ingest_ts"];

/** Name of a schema, in the registry and elsewhere. */
export function schemaName({ type, version }: EventDeclaration): string {
  return `${type}-v${version}`;
}

/** The whole schema of an event: the envelope with the type's payload in it. It refers to nothing outside of itself. */
export function eventSchema(event: EventDeclaration, view: View): JsonSchema {
  const { $schema, title, description, ...payload } = resolved(event.payload);
  const { type, required, additionalProperties, properties } = resolved(
    shared.$defs.envelope,
  ) as typeof shared.$defs.envelope; // references alone were replaced
  const all = {
    ...properties,
    event_type: { const: event.type },
    schema_version: { description: properties.schema_version.description, const: event.version },
    payload: view === "ingested" ? treated(payload) : payload,
  };
  const isSent = (field: string): boolean => !reservedFields.includes(field);
  return {
    $schema,
    $id: `urn:event-platform:events:${event.type}:v${event.version}${view === "sent" ? ":sent" : ""}`,
    title,
    description,
    type,
    required: view === "sent" ? required.filter((field) => isSent(field) && field !== "schema_version") : required,
    additionalProperties,
    properties: view === "sent" ? Object.fromEntries(Object.entries(all).filter(([field]) => isSent(field))) : all,
  };
}

const reference = /^(?:\.\.\/shared\.schema\.json)?#\/\$defs\/(\w+)$/;

/**
 * A schema with what it refers to in `shared.schema.json` in the place of the reference. What stands beside a reference wins.
 *
 * @throws {Error} on a reference to anything else.
 */
function resolved(schema: JsonSchema): JsonSchema {
  const { $ref, ...own } = schema;
  const inner = Object.fromEntries(
    Object.entries(own).map(([word, value]) => [word, isObject(value) ? resolved(value) : value]),
  );
  if ($ref === undefined) return inner;
  const [, name = ""] = (typeof $ref === "string" ? reference.exec($ref) : null) ?? [];
  const definitions: Readonly<Record<string, JsonSchema>> = shared.$defs;
  const definition = definitions[name];
  if (definition === undefined) {
    throw new Error(
      `A schema refers to ${JSON.stringify($ref)}; there is ${Object.keys(definitions).join(", ")} in contracts/events/shared.schema.json.`,
    );
  }
  return { ...resolved(definition), ...inner };
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
