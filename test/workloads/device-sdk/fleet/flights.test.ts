import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { checkSent } from "../../../../contracts/events/check.ts";
import { type CsvRow, type MappedEvent, mappings } from "../../../../workloads/device-sdk/fleet/index.ts";

const flight: CsvRow = {
  dep_delay: "2",
  arr_delay: "11",
  carrier: "UA",
  flight: "1545",
  tailnum: "N14228",
  origin: "EWR",
  dest: "IAH",
  air_time: "227",
  distance: "1400",
  minute: "15",
  time_hour: "2013-01-01T10:00:00Z",
};

function eventsOf(change: CsvRow): readonly MappedEvent[] {
  const { flights } = mappings;
  assert.ok(flights?.format === "csv");
  return flights.events({ ...flight, ...change });
}

const shape = ({ event_type, device_id, at }: MappedEvent): readonly string[] => [
  event_type,
  device_id,
  new Date(at).toISOString(),
];

describe("the mapping of flights", () => {
  it("makes a departure and an arrival signs of life of the aircraft, with what was measured", () => {
    assert.deepEqual(eventsOf({}).map(shape), [
      ["heartbeat", "aircraft-N14228", "2013-01-01T10:17:00.000Z"],
      ["heartbeat", "aircraft-N14228", "2013-01-01T14:04:00.000Z"],
      ["telemetry", "aircraft-N14228", "2013-01-01T14:04:00.000Z"],
    ]);
  });

  it("makes a cancellation a fault at the scheduled time, also where no aircraft was named", () => {
    const change = { dep_delay: "NA", air_time: "NA", tailnum: "NA" };
    assert.deepEqual(eventsOf(change).map(shape), [["fault", "flight-UA1545", "2013-01-01T10:15:00.000Z"]]);
  });

  it("makes a delay of two hours a fault", () => {
    assert.deepEqual(
      eventsOf({ dep_delay: "120" }).map(({ event_type }) => event_type),
      ["fault", "heartbeat", "heartbeat", "telemetry"],
    );
    assert.equal(eventsOf({ dep_delay: "119" }).length, 3);
  });

  it("makes events that are valid and have a key each", () => {
    const changes: readonly CsvRow[] = [{}, { dep_delay: "300" }, { dep_delay: "NA" }, { air_time: "NA" }];
    for (const change of changes) {
      const events = eventsOf(change);
      assert.equal(new Set(events.map(({ key }) => key)).size, events.length);
      for (const { event_type, device_id, payload } of events) {
        const event = { event_id: randomUUID(), event_type, device_id, event_ts: "2013-01-01T10:00:00Z", payload };
        assert.equal(checkSent(event).valid, true, JSON.stringify(payload));
      }
    }
  });
});
