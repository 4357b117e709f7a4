import { catalogue } from "./catalogue.ts";
import { schemaName } from "./compose.ts";
import { validators } from "./generated/ingested-in-full.js";
import { problemsOf } from "./problems.ts";

/**
 * What keeps a value from being an event as it lies in a topic: with what the collector adds, and without personal data. Empty
 * when it is one.
 */
export function ingestedProblems(value: unknown): readonly string[] {
  const { event_type, schema_version } =
    ((typeof value === "object" ? value : {}) as Record<string, unknown> | null) ?? {}; // any object has some properties
  const entry = catalogue.find(({ type, version }) => type === event_type && version === schema_version);
  const validate = entry === undefined ? undefined : validators.get(schemaName(entry));
  if (validate === undefined) return ["/ is of no event type and version that is known"];
  return validate(value) ? [] : problemsOf(validate.errors ?? []);
}
