import * as fs from "node:fs";
import * as path from "node:path";
import { catalogue, type CatalogueEntry } from "../catalogue.ts";
import { eventSchema, schemaName, type View } from "../compose.ts";
import { type JsonSchema } from "../registry-schema.ts";
import { narrowings } from "./compatibility.ts";

/** Whole schemas by `<event type>-v<version>.<view>`. */
export type WholeSchemas = Readonly<Record<string, JsonSchema>>;

/** Folder of the schemas as they were recorded last: for readers in any language, and what their successors are held against. */
export const releasedFolder = "contracts/events/released";

const ending = ".schema.json";

/** Place of a released schema in the repository. */
export function releasedFile(name: string): string {
  return `${releasedFolder}/${name}${ending}`;
}

/** The schemas of a catalogue as they are now. */
export function wholeSchemas(entries: readonly CatalogueEntry[] = catalogue): WholeSchemas {
  const views: readonly View[] = ["sent", "ingested"];
  return Object.fromEntries(
    entries.flatMap((entry) => views.map((view) => [`${schemaName(entry)}.${view}`, eventSchema(entry, view)])),
  );
}

/** The schemas as they were recorded last. */
export function releasedSchemas(): WholeSchemas {
  const folder = path.resolve(import.meta.dirname, "../../..", releasedFolder);
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith(ending)) : [];
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -ending.length),
      JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as JsonSchema, // written by events:record
    ]),
  );
}

/**
 * What was taken by released schemas and is not taken now: of devices, which cannot all be changed at once, and of records that
 * lie in topics. Empty when nothing is lost.
 */
export function breakingChanges(released: WholeSchemas, now: WholeSchemas): readonly string[] {
  return Object.entries(released).flatMap(([name, schema]) => {
    const current = now[name];
    return current === undefined
      ? [`${name} was released and is gone`]
      : narrowings(schema, current).map((line) => `${name}: ${line}`);
  });
}
