import assert from "node:assert/strict";
import fc from "fast-check";
import { checkSent, type Problem } from "../../../contracts/events/check.ts";
import { type DeviceEvent } from "../../../contracts/events/generated/types.ts";
import { topics } from "../../../contracts/events/topics.ts";

const envelope = {
  event_id: "148cb7ce-28d2-55dc-8425-2eb3a002b50e",
  device_id: "EWR",
  event_ts: "2013-01-01T06:00:00Z",
  schema_version: "1",
} as const;

const telemetry = { ...envelope, event_type: "telemetry", payload: { measurements: { temp: 39.02 } } } as const;
const transaction = {
  ...envelope,
  event_type: "transaction",
  payload: {
    transaction_id: "T-1",
    kind: "purchase",
    amount: "12.50",
    currency: "EUR",
    customer: { id: "C-1", email: "someone@example.org", name: "Some One" },
  },
} as const;

const events: readonly DeviceEvent[] = [
  telemetry,
  {
    ...envelope,
    event_type: "heartbeat",
    payload: { status: "degraded", original_ts: "2013-01-01T01:00:00-05:00", attributes: { uptime_s: 5, ok: true } },
  },
  { ...envelope, event_type: "fault", payload: { code: "E-17", severity: "major", message: "No current" } },
  transaction,
];

describe("checkSent", () => {
  for (const event of events) {
    it(`knows ${event.event_type} events, and the topic they go to`, () => {
      const kind = checkSent(event);
      assert(kind.valid);
      assert.deepEqual([kind.type, kind.version], [event.event_type, "1"]);
      assert.ok(topics[kind.topic].name.startsWith(`iot.${event.event_type}`));
    });
  }

  it("takes an event without its version for one of the newest", () => {
    const { schema_version, ...event } = telemetry;
    assert.equal(checkSent(event), checkSent({ ...event, schema_version }));
  });

  it("says where personal data is, of transactions alone", () => {
    const fields = events.flatMap((event) => {
      const kind = checkSent(event);
      return kind.valid ? kind.personalFields : [];
    });
    assert.deepEqual(fields, [
      { path: ["payload", "customer", "id"], treatment: "tokenise" },
      { path: ["payload", "customer", "email"], treatment: "tokenise" },
      { path: ["payload", "customer", "name"], treatment: "redact" },
    ]);
  });

  const types = "/event_type must be one of telemetry, heartbeat, fault, transaction";
  const without = (...fields: readonly string[]): string =>
    JSON.stringify(telemetry, (name, value: unknown) => (fields.includes(name) ? undefined : value));
  const changed = (change: Readonly<Record<string, unknown>>): string => JSON.stringify({ ...telemetry, ...change });
  const measured = (measurements: string): string =>
    JSON.stringify(telemetry).replace(JSON.stringify(telemetry.payload.measurements), measurements);

  const wrong: readonly (readonly [what: string, arrived: string, reason: Problem["reason"], detail: string])[] = [
    ["a list", JSON.stringify([telemetry]), "not_an_object", "/ must be an object"],
    ["null", "null", "not_an_object", "/ must be an object"],
    ["a text", '"text"', "not_an_object", "/ must be an object"],
    ["an event without a type", without("event_type"), "unknown_type", types],
    ["a type that is no text", changed({ event_type: ["telemetry"] }), "unknown_type", types],
    ["a type that every object has as a property", changed({ event_type: "constructor" }), "unknown_type", types],
    ["an event within the key __proto__", `{"__proto__":${JSON.stringify(telemetry)}}`, "unknown_type", types],
    ["a version to come", changed({ schema_version: "2" }), "unknown_version", '/schema_version must be one of "1"'],
    [
      "a version that is no text",
      changed({ schema_version: 1 }),
      "unknown_version",
      '/schema_version must be one of "1"',
    ],
    [
      "the collector's field",
      changed({ ingest_ts: "now" }),
      "reserved_field",
      "/ingest_ts is set by the collector alone",
    ],
    [
      "the collector's field with nothing in it",
      changed({ ingest_ts: null }),
      "reserved_field",
      "/ingest_ts is set by the collector alone",
    ],
    ["no payload", without("payload"), "schema", "/ must have payload"],
    ["a field that no schema has", changed({ colour: "red" }), "schema", "/ must not have colour"],
    ["the key __proto__", `{"__proto__":{},${JSON.stringify(telemetry).slice(1)}`, "schema", "/ must not have *"],
    [
      "a day that is in no calendar",
      changed({ event_ts: "2013-02-29T06:00:00Z" }),
      "schema",
      '/event_ts must match format "date-time"',
    ],
    [
      "a number that JavaScript takes for infinite",
      measured('{"temp":1e999}'),
      "schema",
      "/payload/measurements/temp must be number",
    ],
    [
      "prototypes' names in a map",
      measured('{"__proto__":1,"constructor":2,"prototype":3}'),
      "schema",
      ["*", "constructor", "prototype"]
        .map((name) => `/payload/measurements must not have the name ${name}`)
        .join("; "),
    ],
    [
      "several problems",
      changed({ event_id: "1", payload: { measurements: { temp: "39" } } }),
      "schema",
      '/event_id must match format "uuid"; /payload/measurements/temp must be number',
    ],
  ];
  for (const [what, arrived, reason, detail] of wrong) {
    it(`refuses ${what}, as ${reason}`, () => {
      assert.deepEqual(checkSent(JSON.parse(arrived)), { valid: false, reason, detail });
    });
  }

  it("tells no value of an event, nor a name that may be one", () => {
    const secret = "someone@example.org";
    const problem = checkSent({
      ...transaction,
      event_id: secret,
      [secret]: secret,
      payload: { ...transaction.payload, amount: secret, attributes: { [secret]: secret }, customer: { id: [secret] } },
    });
    assert(!problem.valid);
    assert.ok(problem.detail.split("; ").length >= 4, problem.detail);
    assert.doesNotMatch(problem.detail, /someone/);
  });

  it("tells the first problems of an event that has many", () => {
    const measurements = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`m${index}`, "x"]));
    const problem = checkSent({ ...telemetry, payload: { measurements } });
    assert(!problem.valid);
    assert.match(problem.detail, /^(\/payload\/measurements\/m\d must be number; ){8}and 52 more$/);
  });

  it("throws at nothing that JSON can say", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...events), (value, event) => {
        for (const candidate of [value, { ...event, payload: value }, { ...event, event_type: value }]) {
          assert.equal(typeof checkSent(candidate).valid, "boolean");
        }
      }),
    );
  });
});
