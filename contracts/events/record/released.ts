import { catalogue, type CatalogueEntry } from "../catalogue.ts";
import { eventSchema, schemaName, type View } from "../compose.ts";
import { type JsonSchema } from "../registry-schema.ts";
import { narrowings } from "./compatibility.ts";

/** Schemas by name and view, as `released.json` has them. */
export type ReleasedSchemas = Readonly<Record<string, Readonly<Record<View, JsonSchema>>>>;

/** The schemas of a catalogue as they are now. */
export function releasedSchemas(entries: readonly CatalogueEntry[] = catalogue): ReleasedSchemas {
  return Object.fromEntries(
    entries.map((entry) => [
      schemaName(entry),
      { sent: eventSchema(entry, "sent"), ingested: eventSchema(entry, "ingested") },
    ]),
  );
}

/**
 * What was taken by released schemas and is not taken now: of devices, which cannot all be changed at once, and of records that
 * lie in topics. Empty when nothing is lost.
 */
export function breakingChanges(released: ReleasedSchemas, now: ReleasedSchemas): readonly string[] {
  return Object.entries(released).flatMap(([name, views]) => {
    const current = now[name];
    if (current === undefined) return [`${name} was released and is gone`];
    return (["sent", "ingested"] as const).flatMap((view) =>
      narrowings(views[view], current[view]).map((line) => `${name} as ${view}: ${line}`),
    );
  });
}
