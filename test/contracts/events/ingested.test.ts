import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { Ajv } from "ajv";
import fc from "fast-check";
import { catalogue } from "../../../contracts/events/catalogue.ts";
import { checkSent } from "../../../contracts/events/check.ts";
import { eventSchema, schemaName } from "../../../contracts/events/compose.ts";
import { ingestedProblems } from "../../../contracts/events/ingested.ts";
import { type PersonalField, redactedText, tokenOfHmac } from "../../../contracts/events/personal-data.ts";
import { registrySchema } from "../../../contracts/events/registry-schema.ts";
import { valueOf } from "./arbitraries.ts";

type Fields = Record<string, unknown>;

/** What the collector makes of an event, the plain way. */
function ingested(event: Fields, version: string, personal: readonly PersonalField[]): Fields {
  const copy = { schema_version: version, ...structuredClone(event), ingest_ts: "2026-01-01T00:00:00.123Z" };
  for (const { path, treatment } of personal) {
    const holder = path
      .slice(0, -1)
      .reduce<Fields | undefined>((value, name) => value?.[name] as Fields | undefined, copy); // as marked
    const name = path.at(-1) ?? "";
    const value = holder?.[name];
    if (holder === undefined || typeof value !== "string") continue;
    holder[name] =
      treatment === "redact" ? redactedText : tokenOfHmac(createHmac("sha256", "key").update(value).digest());
  }
  return copy;
}

describe("a random event", () => {
  for (const entry of catalogue) {
    const name = schemaName(entry);
    const event = valueOf(eventSchema(entry, "sent")) as fc.Arbitrary<Fields>; // the schemas are of objects

    it(`of ${name} is taken as sent, and as it is ingested without its personal data`, () => {
      // As a client of the registry checks it, which knows nothing of our formats.
      const registered = new Ajv({ strict: false, validateFormats: false }).compile(
        registrySchema(eventSchema(entry, "ingested")),
      );
      let withPersonalData = 0;
      fc.assert(
        fc.property(event, (sent) => {
          const kind = checkSent(JSON.parse(JSON.stringify(sent)));
          assert(kind.valid, JSON.stringify(kind));
          assert.deepEqual([kind.type, kind.version, kind.topic], [entry.type, entry.version, entry.topic]);
          const stored = ingested(sent, kind.version, kind.personalFields);
          assert.deepEqual(ingestedProblems(stored), []);
          assert.ok(registered(stored), JSON.stringify(registered.errors));
          const untreated = { ...stored, payload: sent.payload };
          const isTreated = JSON.stringify(stored.payload) !== JSON.stringify(sent.payload);
          assert.equal(ingestedProblems(untreated).length > 0, isTreated);
          if (isTreated) withPersonalData += 1;
        }),
      );
      assert.equal(withPersonalData > 0, entry.type === "transaction");
    });

    it(`of ${name} is not taken without a field that must be there, nor with one more`, () => {
      fc.assert(
        fc.property(event, fc.constantFrom("event_id", "device_id", "event_ts", "payload"), (sent, field) => {
          assert.deepEqual(checkSent(without(sent, field)), {
            valid: false,
            reason: "schema",
            detail: `/ must have ${field}`,
          });
          const more = checkSent({ ...sent, [`more_${field}`]: 1 });
          assert.deepEqual(more, { valid: false, reason: "schema", detail: `/ must not have more_${field}` });
        }),
      );
    });

    it(`of ${name} is not thrown at, whatever stands in one place of it`, () => {
      const change = fc.record({ at: fc.nat(), by: fc.jsonValue() });
      fc.assert(
        fc.property(event, change, (sent, { at, by }) => {
          const changed = replaced(sent, at, by);
          const outcome = checkSent(changed);
          if (!outcome.valid) assert.notEqual(outcome.detail, "");
        }),
        { numRuns: 300 },
      );
    });
  }
});

function without(event: Fields, field: string): Fields {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== field));
}

/** The value with another in one of its places, which are counted through. */
function replaced(value: Fields, at: number, by: unknown): unknown {
  const places = JSON.stringify(value, (_name, inner: unknown) => inner).length;
  let left = at % Math.max(1, Math.min(places, 12));
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => {
      if (name === "") return inner;
      left -= 1;
      return left === 0 ? by : inner;
    }),
  );
}

describe("ingestedProblems", () => {
  const event = {
    event_id: "148cb7ce-28d2-55dc-8425-2eb3a002b50e",
    event_type: "heartbeat",
    device_id: "EWR",
    event_ts: "2013-01-01T06:00:00Z",
    ingest_ts: "2026-01-01T00:00:00Z",
    schema_version: "1",
    payload: { status: "ok" },
  };

  it("are none of an event that the collector let pass", () => {
    assert.deepEqual(ingestedProblems(event), []);
  });

  for (const field of ["ingest_ts", "payload"] as const) {
    it(`name ${field} when it is not there`, () => {
      assert.deepEqual(ingestedProblems(without(event, field)), [`/ must have ${field}`]);
    });
  }

  for (const value of [null, 5, [], {}, { ...event, schema_version: "9" }, { ...event, event_type: "__proto__" }]) {
    it(`are said of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(ingestedProblems(value), ["/ is of no event type and version that is known"]);
    });
  }
});
