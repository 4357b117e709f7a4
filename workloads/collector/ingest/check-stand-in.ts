import { telemetryProblems } from "../../../contracts/events/telemetry/v1.ts";
import { type QuarantineReason } from "../../../contracts/events/outcomes.ts";
import { type TopicKey } from "../../../contracts/events/topics.ts";

/** Stands in until the contracts know every event type. */
export interface PersonalField {
  readonly path: readonly string[];
  readonly treatment: "tokenise" | "redact";
}

export const redactedText = "[redacted]";

export interface EventKind {
  readonly valid: true;
  readonly type: string;
  readonly version: string;
  readonly topic: TopicKey;
  readonly personalFields: readonly PersonalField[];
}

export interface Problem {
  readonly valid: false;
  readonly reason: QuarantineReason;
  readonly detail: string;
}

const telemetry: EventKind = { valid: true, type: "telemetry", version: "1", topic: "telemetry", personalFields: [] };

export function checkSent(value: unknown): EventKind | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { valid: false, reason: "not_an_object", detail: "/ must be an object" };
  }
  const event = value as Readonly<Record<string, unknown>>; // any object has some properties, of unknown values
  if (event.event_type !== "telemetry") {
    return { valid: false, reason: "unknown_type", detail: "/event_type must be telemetry" };
  }
  if (Object.hasOwn(event, "ingest_ts")) {
    return { valid: false, reason: "reserved_field", detail: "/ingest_ts is set by the collector alone" };
  }
  const [problem] = telemetryProblems({ schema_version: "1", ...event });
  return problem === undefined ? telemetry : { valid: false, reason: "schema", detail: problem };
}
