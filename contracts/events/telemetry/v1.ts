import { eventValidator, type EventEnvelope } from "../event.ts";
import schema from "./v1.schema.json" with { type: "json" };

/** `v1.schema.json` as a type. */
export interface TelemetryEvent extends EventEnvelope {
  readonly event_type: "telemetry";
  readonly schema_version: "1";
  readonly payload: { readonly measurements: Readonly<Record<string, number>> };
}

/** What keeps a value from being a telemetry event of version 1; empty when it is one. */
export const telemetryProblems = eventValidator(schema);
