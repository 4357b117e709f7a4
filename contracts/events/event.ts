import { Ajv2020, type AnySchemaObject, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** What every event carries, whatever its type. */
export interface EventEnvelope {
  /** UUID, the same whenever the event is sent again. */
  readonly event_id: string;
  readonly event_type: "telemetry" | "heartbeat" | "fault" | "transaction";
  readonly device_id: string;
  /** RFC 3339; when it happened, by the device's clock. */
  readonly event_ts: string;
  /** RFC 3339; when the platform took it in. Set by the collector. */
  readonly ingest_ts?: string;
  /** Major version of the event type's schema. */
  readonly schema_version: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Compiles a JSON Schema into a function that lists a value's problems: `<path> <what is wrong>`. */
export function eventValidator(schema: AnySchemaObject): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ allErrors: true });
  // The package is CommonJS and its default export is the module object for an ES importer.
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(problem));
}

function problem({ instancePath, message, params }: ErrorObject): string {
  const detail = Object.values(params).map((value: unknown) => JSON.stringify(value));
  return `${instancePath === "" ? "/" : instancePath} ${message ?? "is not valid"} (${detail.join(", ")})`;
}
