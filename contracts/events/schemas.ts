import { catalogue } from "./catalogue.ts";
import { eventSchema, schemaName } from "./compose.ts";
import { type JsonSchema } from "./registry-schema.ts";

/** Schemas of what lies in the topics, by event type and major version; a registry has one entry each. */
export const eventSchemas: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  catalogue.map((entry) => [schemaName(entry), eventSchema(entry, "ingested")]),
);
