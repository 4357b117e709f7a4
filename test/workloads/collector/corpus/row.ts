import { type OutgoingHttpHeaders } from "node:http";
import { type QuarantineReason, type Refusal } from "../../../../contracts/events/outcomes.ts";

/** Whose certificate a request is sent with. */
export type CertificateOf =
  /** `d-1`. */
  | "device"
  /** Speaks for devices whose ID starts with `gw-`. */
  | "gateway"
  | "nobody"
  | "another authority"
  | "itself"
  | "expired"
  | "not valid yet"
  | "revoked"
  | "a server"
  | "no device"
  | "two devices"
  | "no form of an ID"
  | "every device"
  | "a DNS name that looks like a device";

/** What becomes of one event: accepted, or why it is quarantined, with the bytes that must be kept. */
export type EventFate = "accepted" | { readonly quarantined: QuarantineReason; readonly bytes: Buffer };

/** What is sent. */
export interface CorpusRequest {
  /** @default "device" */
  readonly as?: CertificateOf;
  /** @default "POST" */
  readonly method?: string;
  /** @default "/v1/events" */
  readonly path?: string;
  /** @default - Content-Type: application/json */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer;
  /** Sends the body in chunks, without saying its length. */
  readonly chunked?: boolean;
  /** Bytes that go over the connection in place of a request that a client would write. */
  readonly raw?: Buffer;
}

/** Something that is sent, and what must become of it. */
export interface Row {
  readonly title: string;
  readonly request: CorpusRequest;
  /** Of each event, in order; or the code by which the whole request is refused. */
  readonly fate: readonly EventFate[] | Refusal;
}

/** One event by its bytes, and its fate: the same in whatever body it comes. */
export interface EventRow {
  readonly title: string;
  readonly bytes: Buffer;
  readonly fate: "accepted" | QuarantineReason;
  /** Whose certificate. @default "device" */
  readonly as?: CertificateOf;
  /** The bytes hold a line feed, or brackets or quotes that do not close: only a body of its own tells where it ends. */
  readonly alone?: boolean;
}

export type Json = Readonly<Record<string, unknown>>;

let count = 0;

/** A UUID like no other. */
function nextId(): string {
  count += 1;
  return `0196f1a0-0000-7000-8000-${String(count).padStart(12, "0")}`;
}

/** A row with event IDs of its own, so that what is accepted of several can be told apart. */
export function withOwnIds({ title, request, fate }: Row): Row {
  const ids = new Map<string, string>();
  const own = (bytes: Buffer): Buffer => {
    const text = bytes.toString("latin1").replace(/0196f1a0-0000-7000-8000-\d{12}/g, (id) => {
      const other = ids.get(id) ?? nextId();
      ids.set(id, other);
      return other;
    });
    return Buffer.from(text, "latin1");
  };
  const { body, raw } = request;
  return {
    title,
    request: { ...request, ...(body && { body: own(body) }), ...(raw && { raw: own(raw) }) },
    fate:
      typeof fate === "string"
        ? fate
        : fate.map((one) => (one === "accepted" ? one : { ...one, bytes: own(one.bytes) })),
  };
}

/** Events of `d-1` at a moment; whatever is changed in one may break it. `undefined` takes a field away. */
export function eventsAt(now: number) {
  const event = (event_type: string, payload: unknown, changes: Json = {}): Json => ({
    event_id: nextId(),
    event_type,
    device_id: "d-1",
    event_ts: new Date(now).toISOString(),
    schema_version: "1",
    payload,
    ...changes,
  });
  return {
    telemetry: (changes: Json = {}, measurements: unknown = { temperature_c: 21.5 }): Json =>
      event("telemetry", { measurements }, changes),
    heartbeat: (changes: Json = {}, payload: Json = {}): Json =>
      event("heartbeat", { status: "ok", ...payload }, changes),
    fault: (changes: Json = {}, payload: Json = {}): Json =>
      event("fault", { code: "E-1", severity: "minor", ...payload }, changes),
    transaction: (changes: Json = {}, payload: Json = {}): Json =>
      event(
        "transaction",
        { transaction_id: "T-1", kind: "purchase", amount: "12.50", currency: "EUR", ...payload },
        changes,
      ),
  };
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Text with some of its characters replaced; the test fails where there is nothing to replace. */
export function replaced(value: Json, text: string, by: string): Buffer {
  const written = JSON.stringify(value);
  if (!written.includes(text)) throw new Error(`${written} has no ${text}.`);
  return Buffer.from(written.replace(text, () => by));
}

export const jsonHeaders = { "Content-Type": "application/json" } as const;
export const ndjsonHeaders = { "Content-Type": "application/x-ndjson" } as const;
