import { type EventDeclaration } from "./compose.ts";
import faultV1 from "./fault/v1.payload.json" with { type: "json" };
import heartbeatV1 from "./heartbeat/v1.payload.json" with { type: "json" };
import telemetryV1 from "./telemetry/v1.payload.json" with { type: "json" };
import { type TopicKey } from "./topics.ts";
import transactionV1 from "./transaction/v1.payload.json" with { type: "json" };

/** A version of an event type. */
export interface CatalogueEntry extends EventDeclaration {
  /** Topic that its events go to. */
  readonly topic: TopicKey;
}

/** Every version of every event type. The last of a type is the one that an event without `schema_version` is of. */
export const catalogue = [
  { type: "telemetry", version: "1", topic: "telemetry", payload: telemetryV1 },
  { type: "heartbeat", version: "1", topic: "heartbeat", payload: heartbeatV1 },
  { type: "fault", version: "1", topic: "faults", payload: faultV1 },
  { type: "transaction", version: "1", topic: "transactions", payload: transactionV1 },
] as const satisfies readonly CatalogueEntry[];
