import assert from "node:assert/strict";
import { telemetryProblems } from "../../../../contracts/events/telemetry/v1.ts";

const event = {
  event_id: "148cb7ce-28d2-55dc-8425-2eb3a002b50e",
  event_type: "telemetry",
  device_id: "EWR",
  event_ts: "2013-01-01T06:00:00Z",
  schema_version: "1",
  payload: { measurements: { temp: 39.02 } },
};

describe("telemetryProblems", () => {
  it("finds none in an event", () => {
    assert.deepEqual(telemetryProblems(event), []);
  });

  it("leaves the ingest time to the collector", () => {
    assert.deepEqual(telemetryProblems({ ...event, ingest_ts: "2026-01-01T00:00:00.123Z" }), [
      "/ must not have ingest_ts",
    ]);
  });

  const mistakes: readonly (readonly [string, unknown, RegExp])[] = [
    ["no object", "text", /must be object/],
    ["no event_id", { ...event, event_id: undefined }, /must have event_id/],
    ["an event_id that is no UUID", { ...event, event_id: "1" }, /\/event_id must match format "uuid"/],
    ["a time without a zone", { ...event, event_ts: "2013-01-01T06:00:00" }, /\/event_ts must match format/],
    ["a time that does not exist", { ...event, event_ts: "2013-02-30T06:00:00Z" }, /\/event_ts must match format/],
    ["another event type", { ...event, event_type: "heartbeat" }, /\/event_type .*"telemetry"/],
    ["another version", { ...event, schema_version: "2" }, /\/schema_version/],
    ["an unknown field", { ...event, colour: "red" }, /must not have colour/],
    ["a measurement that is no number", { ...event, payload: { measurements: { temp: "39" } } }, /temp must be number/],
    ["no measurement", { ...event, payload: { measurements: {} } }, /fewer than 1/],
  ];
  for (const [what, value, problem] of mistakes) {
    it(`names ${what}`, () => {
      // As it arrives: JSON has no undefined.
      const arrived: unknown = JSON.parse(JSON.stringify(value));
      const problems = telemetryProblems(arrived);
      assert.equal(problems.length, 1, problems.join("; "));
      assert.match(problems.join(), problem);
    });
  }

  it("names every problem at once", () => {
    assert.equal(telemetryProblems({ ...event, event_id: "1", event_ts: "now" }).length, 2);
  });
});
