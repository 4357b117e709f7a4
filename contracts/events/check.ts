import { catalogue, type CatalogueEntry } from "./catalogue.ts";
import { reservedFields, schemaName } from "./compose.ts";
import { validators as sent } from "./generated/sent.js";
import { validators as sentInFull } from "./generated/sent-in-full.js";
import { type QuarantineReason } from "./outcomes.ts";
import { personalFieldsOf, type PersonalField } from "./personal-data.ts";
import { problemsOf, type Validator } from "./problems.ts";
import { type TopicKey } from "./topics.ts";

/** What a valid event is. One and the same object for every event of a kind. */
export interface EventKind {
  readonly valid: true;
  /** Value of `event_type`. */
  readonly type: string;
  /** Value of `schema_version`, or what it is where the event leaves it out. */
  readonly version: string;
  readonly topic: TopicKey;
  /** Fields with personal data that an event of this kind may have; most kinds have none. */
  readonly personalFields: readonly PersonalField[];
}

/** Why a value is no event that a device may send. */
export interface Problem {
  readonly valid: false;
  readonly reason: Extract<
    QuarantineReason,
    "not_an_object" | "unknown_type" | "unknown_version" | "reserved_field" | "schema"
  >;
  /** What is wrong and where; never a value of the event. */
  readonly detail: string;
}

interface Version {
  readonly kind: EventKind;
  /** Stops at the first error. */
  readonly validate: Validator;
  /** Lists every error. */
  readonly validateInFull: Validator;
}

interface EventType {
  readonly versions: ReadonlyMap<unknown, Version>;
  /** Of an event that does not say its version. */
  readonly current: Version;
}

const types = new Map<unknown, EventType>();
for (const entry of catalogue) {
  const current = versionOf(entry);
  const versions = new Map(types.get(entry.type)?.versions).set(entry.version, current);
  types.set(entry.type, { versions, current });
}

function versionOf(entry: CatalogueEntry): Version {
  const name = schemaName(entry);
  const { type, version, topic, payload } = entry;
  return {
    kind: { valid: true, type, version, topic, personalFields: personalFieldsOf(payload, ["payload"]) },
    validate: sent.get(name) ?? missing(name),
    validateInFull: sentInFull.get(name) ?? missing(name),
  };
}

function missing(name: string): never {
  throw new Error(`There is no validator of ${name}: run npm run events:record.`);
}

const notAnObject: Problem = { valid: false, reason: "not_an_object", detail: "/ must be an object" };
const unknownType: Problem = {
  valid: false,
  reason: "unknown_type",
  detail: `/event_type must be one of ${[...types.keys()].join(", ")}`,
};

/**
 * Whether a value, as `JSON.parse` gives it, is an event that a device may send, and of which kind. Nothing is allocated for an
 * event that is.
 */
export function checkSent(value: unknown): EventKind | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return notAnObject;
  const event = value as Readonly<Record<string, unknown>>; // any object has some properties, of unknown values
  // A lookup by a text that the sender chose is asked of a Map, which has no prototype's names.
  const type = Object.hasOwn(event, "event_type") ? types.get(event.event_type) : undefined;
  if (type === undefined) return unknownType;
  const version = Object.hasOwn(event, "schema_version") ? type.versions.get(event.schema_version) : type.current;
  if (version === undefined) return unknownVersion(type);
  for (const field of reservedFields) if (Object.hasOwn(event, field)) return reserved(field);
  return version.validate(event) ? version.kind : broken(version, event);
}

function unknownVersion({ versions }: EventType): Problem {
  const known = [...versions.keys()].map((version) => JSON.stringify(version)).join(", ");
  return { valid: false, reason: "unknown_version", detail: `/schema_version must be one of ${known}` };
}

function reserved(field: string): Problem {
  return { valid: false, reason: "reserved_field", detail: `/${field} is set by the collector alone` };
}

function broken({ validateInFull }: Version, event: unknown): Problem {
  validateInFull(event);
  return { valid: false, reason: "schema", detail: problemsOf(validateInFull.errors ?? []).join("; ") };
}
