import { eventsAt, type EventRow, type Json, json, replaced } from "./row.ts";

const hourMs = 3_600_000;

/** Events that are accepted, however odd they look. */
export function validEvents(now: number): readonly EventRow[] {
  const { telemetry, heartbeat, fault, transaction } = eventsAt(now);
  const valid = (title: string, bytes: Buffer): EventRow => ({ title, bytes, fate: "accepted" });
  const of = (title: string, value: Json): EventRow => valid(title, json(value));
  const at = (ms: number): Json => ({ event_ts: new Date(now + ms).toISOString() });
  const many = Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`m_${index}`, index]));
  return [
    of("telemetry", telemetry()),
    of("heartbeat", heartbeat()),
    of("fault", fault()),
    of("transaction", transaction()),
    of(
      "transaction with personal data",
      transaction({}, { customer: { id: "C-1", email: "a@example.org", name: "A" } }),
    ),
    of("no schema_version", telemetry({ schema_version: undefined })),
    of("64 measurements", telemetry({}, many)),
    { ...of("UUID in capitals", telemetry({ event_id: "0196F1A0-AAAA-7000-8000-0000000000FF" })), alone: true },
    of("event_ts almost as old as is taken", telemetry(at(-7 * 24 * hourMs + hourMs))),
    of("event_ts a little ahead", telemetry(at(120_000))),
    of(
      "event_ts with an offset",
      telemetry({ event_ts: `${new Date(now + hourMs).toISOString().slice(0, 19)}+01:00` }),
    ),
    of("event_ts to the nanosecond", telemetry({ event_ts: `${new Date(now).toISOString().slice(0, 19)}.123456789Z` })),
    of("event_ts to the second", telemetry({ event_ts: `${new Date(now).toISOString().slice(0, 19)}Z` })),
    of("message in many scripts", fault({}, { message: "Überhitzung 過熱 перегрев 🔥" })),
    of("message with brackets, braces, colons and quotes", fault({}, { message: '}]{["\\":,"' })),
    of("message with escaped controls", fault({}, { message: "a\u0000b\nc\td" })),
    of("message that looks like JSON with a key twice", fault({}, { message: '{"a":1,"a":2}' })),
    of("message that ends with a backslash", fault({}, { message: "C:\\" })),
    valid("escapes where none are needed", replaced(fault({}, { message: "plain" }), "plain", "\\u0070l\\/ain")),
    valid("the largest number", replaced(telemetry(), "21.5", "1.7976931348623157e308")),
    valid("a number too small to tell from zero", replaced(telemetry(), "21.5", "1e-999")),
    valid("minus zero", replaced(telemetry(), "21.5", "-0")),
    valid("a whole number of 40 digits", replaced(telemetry(), "21.5", "1".repeat(40))),
    valid("a number with an exponent", replaced(telemetry(), "21.5", "2.15E+1")),
    valid("white space between all parts", replaced(telemetry(), '"payload":', ' \t"payload" \r : ')),
    valid("white space before the last brace", Buffer.from(`${JSON.stringify(heartbeat()).slice(0, -1)} \t }`)),
    {
      ...valid("white space around the event", Buffer.from(` \t ${JSON.stringify(heartbeat())} \r`)),
    },
    { ...valid("line feeds between its parts", Buffer.from(JSON.stringify(telemetry(), undefined, 2))), alone: true },
    { ...of("a device of the gateway", telemetry({ device_id: "gw-7" })), as: "gateway" },
    { ...of("the device that is named as the gateway's prefix", telemetry({ device_id: "gw-" })), as: "gateway" },
  ];
}
