import { type SchemaName } from "./catalogue.ts";
import faultV1 from "./generated/fault-v1.schema.json" with { type: "json" };
import heartbeatV1 from "./generated/heartbeat-v1.schema.json" with { type: "json" };
import telemetryV1 from "./generated/telemetry-v1.schema.json" with { type: "json" };
import transactionV1 from "./generated/transaction-v1.schema.json" with { type: "json" };
import { type JsonSchema } from "./registry-schema.ts";

/** Schemas of what lies in the topics, by event type and major version; a registry has one entry each. */
export const eventSchemas = {
  "telemetry-v1": telemetryV1,
  "heartbeat-v1": heartbeatV1,
  "fault-v1": faultV1,
  "transaction-v1": transactionV1,
} as const satisfies Record<SchemaName, JsonSchema>;
