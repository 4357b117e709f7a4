import { type JsonSchema } from "./registry-schema.ts";
import telemetryV1 from "./telemetry/v1.schema.json" with { type: "json" };

/** Schemas of what devices send, by event type and major version; a registry has one entry each. */
export const eventSchemas = { "telemetry-v1": telemetryV1 } as const satisfies Record<string, JsonSchema>;
