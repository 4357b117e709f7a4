import { type QuarantineReason } from "../../../../contracts/events/outcomes.ts";
import { eventsAt, type EventRow, type Json, json, replaced } from "./row.ts";

const dayMs = 86_400_000;

/** Events that are JSON, and are none that this sender may send now. */
export function wrongEvents(now: number): readonly EventRow[] {
  const { telemetry, heartbeat, fault, transaction } = eventsAt(now);
  const row =
    (fate: QuarantineReason) =>
    (title: string, value: Json): EventRow => ({ title, bytes: json(value), fate });
  const type = row("unknown_type");
  const version = row("unknown_version");
  const reserved = row("reserved_field");
  const old = row("too_old");
  const early = row("too_new");
  const foreign = row("device_mismatch");
  const at = (ms: number): Json => ({ event_ts: new Date(now + ms).toISOString() });
  return [
    { title: "an object without anything", bytes: json({}), fate: "unknown_type" },
    type("no event_type", telemetry({ event_type: undefined })),
    ...["Telemetry", "telemetry ", "", "alert", "__proto__", "constructor", "toString"].map((event_type) =>
      type(`event_type ${JSON.stringify(event_type)}`, telemetry({ event_type })),
    ),
    ...[null, 1, true, ["telemetry"], {}].map((event_type) =>
      type(`event_type ${JSON.stringify(event_type)}`, telemetry({ event_type })),
    ),
    ...["2", "0", "1.0", "01", "", "v1", "__proto__", 1, null, true, ["1"]].map((schema_version) =>
      version(`schema_version ${JSON.stringify(schema_version)}`, telemetry({ schema_version })),
    ),
    reserved("ingest_ts", telemetry({ ingest_ts: new Date(now).toISOString() })),
    reserved("ingest_ts that is null", telemetry({ ingest_ts: null })),
    foreign("another device", telemetry({ device_id: "d-2" })),
    foreign("a device whose name begins as the own", telemetry({ device_id: "d-10" })),
    foreign("the own device in capitals", telemetry({ device_id: "D-1" })),
    { ...foreign("a device outside of the gateway's prefix", heartbeat({ device_id: "d-1" })), as: "gateway" },
    { ...foreign("the gateway's prefix in the middle of a name", heartbeat({ device_id: "x-gw-1" })), as: "gateway" },
    { ...foreign("the gateway's prefix in capitals", heartbeat({ device_id: "GW-1" })), as: "gateway" },
    old("a week and an hour ago", telemetry(at(-7 * dayMs - 3_600_000))),
    old("a year ago", heartbeat(at(-365 * dayMs))),
    old("1970", telemetry({ event_ts: "1970-01-01T00:00:00Z" })),
    old("year 1", fault({ event_ts: "0001-01-01T00:00:00Z" })),
    early("an hour ahead", telemetry(at(3_600_000))),
    early("a year ahead", transaction(at(365 * dayMs))),
    early("the last second of 32 bits and one more", telemetry({ event_ts: "2038-01-19T03:14:08Z" })),
    early("year 9999", telemetry({ event_ts: "9999-12-31T23:59:59.999999999Z" })),
    early(
      "the present under an offset that makes it the future",
      telemetry({ event_ts: `${new Date(now).toISOString().slice(0, 19)}-23:00` }),
    ),
  ];
}

/** Events of a known type that break its schema. */
export function brokenEvents(now: number): readonly EventRow[] {
  const { telemetry, heartbeat, fault, transaction } = eventsAt(now);
  const broken = (title: string, value: Json): EventRow => ({ title, bytes: json(value), fate: "schema" });
  const customer = { id: "C-1" };
  const wrongIds = ["", "d 1", "d/1", "ü-1", ".d-1", "d".repeat(129), "d-1\n", "d-1\u0000", "../d-1"];
  const wrongTimes = [
    "",
    "now",
    "2026-11-21",
    "2026-11-21T18:00:00",
    "2026-11-21 18:00:00Z",
    "2026-11-21t18:00:00z",
    "2026-02-30T00:00:00Z",
    "2027-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-12-31T23:59:60Z",
    "2026-11-21T18:00:00.1234567890Z",
    "+02026-11-21T18:00:00Z",
    "20261121T180000Z",
  ];
  return [
    ...["event_id", "device_id", "event_ts", "payload"].map((field) =>
      broken(`no ${field}`, telemetry({ [field]: undefined })),
    ),
    ...["event_id", "device_id", "event_ts", "payload"].flatMap((field) =>
      [null, 42, true, [], "x y"].map((value) =>
        broken(`${field} ${JSON.stringify(value)}`, telemetry({ [field]: value })),
      ),
    ),
    ...["not-a-uuid", "0196f1a0000070008000000000000001", "{0196f1a0-0000-7000-8000-000000000001}"].map((event_id) =>
      broken(`event_id ${event_id}`, telemetry({ event_id })),
    ),
    ...wrongIds.map((device_id) =>
      broken(`device_id ${JSON.stringify(device_id).slice(0, 24)}`, telemetry({ device_id })),
    ),
    ...wrongTimes.map((event_ts) => broken(`event_ts ${JSON.stringify(event_ts)}`, telemetry({ event_ts }))),
    broken("event_ts as a number of milliseconds", telemetry({ event_ts: now })),
    broken("a field that no event has", telemetry({ color: "red" })),
    broken("a field that differs in case", telemetry({ Event_Id: "x" })),
    broken("an empty name", telemetry({ "": 1 })),
    broken("no measurements", telemetry({}, {})),
    broken(
      "65 measurements",
      telemetry({}, Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`m_${at}`, at]))),
    ),
    broken("measurements in a list", telemetry({}, [21.5])),
    broken("a measurement that is text", telemetry({}, { temperature_c: "21.5" })),
    broken("a measurement that is null", telemetry({}, { temperature_c: null })),
    broken("a measurement that is an object", telemetry({}, { temperature_c: { value: 21.5 } })),
    broken("a measurement's name in capitals", telemetry({}, { Temperature: 21.5 })),
    broken("a measurement's name of 65 characters", telemetry({}, { ["m".repeat(65)]: 21.5 })),
    { title: "a measurement beyond all numbers", bytes: replaced(telemetry(), "21.5", "1e999"), fate: "schema" },
    { title: "a measurement of 400 digits", bytes: replaced(telemetry(), "21.5", "9".repeat(400)), fate: "schema" },
    broken("a heartbeat that is not well", heartbeat({}, { status: "dead" })),
    broken("a heartbeat's status as a number", heartbeat({}, { status: 1 })),
    broken("a fault of a severity that there is not", fault({}, { severity: "urgent" })),
    broken("a fault without a code", fault({}, { code: undefined })),
    broken("a fault whose code has a space", fault({}, { code: "E 1" })),
    broken("an attribute that is a list", fault({}, { attributes: { tags: ["a"] } })),
    broken("an attribute of 257 characters", fault({}, { attributes: { note: "n".repeat(257) } })),
    broken("an amount that is a number", transaction({}, { amount: 12.5 })),
    broken("an amount below zero", transaction({}, { amount: "-1" })),
    broken("an amount with an exponent", transaction({}, { amount: "1e3" })),
    broken("an amount to five places", transaction({}, { amount: "1.00001" })),
    broken("an amount with a comma", transaction({}, { amount: "1,00" })),
    broken("a currency in small letters", transaction({}, { currency: "eur" })),
    broken("a kind that there is not", transaction({}, { kind: "gift" })),
    broken("a customer without a number", transaction({}, { customer: { name: "A" } })),
    broken("a customer's number that is a number", transaction({}, { customer: { id: 1 } })),
    broken("an address of mail that is none", transaction({}, { customer: { ...customer, email: "nobody" } })),
    broken("a token in place of a customer", transaction({}, { customer: "tok_A" })),
    broken("a payload of another type", telemetry({ payload: { status: "ok" } })),
  ];
}
