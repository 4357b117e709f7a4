import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { telemetryEvent, weatherReadings } from "../../../cli/smoke/readings.ts";

const header =
  "origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour";
const line = "EWR,2013,1,1,1,39.02,26.06,59.37,270,10.35702,NA,0,1012,10,2013-01-01T06:00:00Z";

const row = new Map([
  ["origin", "EWR"],
  ["temp", "39.02"],
  ["wind_gust", "NA"],
  ["visib", "10"],
  ["time_hour", "2013-01-01T06:00:00Z"],
]);

describe("telemetryEvent", () => {
  it("takes the station as device and the hour as event time", () => {
    const event = telemetryEvent(row);
    assert.equal(event.device_id, "EWR");
    assert.equal(event.event_ts, "2013-01-01T06:00:00Z");
  });

  it("leaves out what was not measured", () => {
    assert.deepEqual(telemetryEvent(row).payload.measurements, { temp: 39.02, visib: 10 });
  });

  it("gives the same event for the same station and hour, whenever it is made", () => {
    // The literal keeps events of earlier runs recognisable: a changed namespace would double the table.
    assert.equal(telemetryEvent(row).event_id, "148cb7ce-28d2-55dc-8425-2eb3a002b50e");
    assert.equal(telemetryEvent(new Map(row).set("temp", "0")).event_id, telemetryEvent(row).event_id);
  });

  it("gives other stations and other hours other events", () => {
    const others = [row, new Map(row).set("origin", "JFK"), new Map(row).set("time_hour", "2013-01-01T07:00:00Z")];
    assert.equal(new Set(others.map((other) => telemetryEvent(other).event_id)).size, 3);
  });
});

describe("weatherReadings", () => {
  let directory = "";
  beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), "readings-"))));
  afterEach(() => rm(directory, { recursive: true }));

  const readingsOf = async (...lines: readonly string[]): ReturnType<typeof weatherReadings> => {
    await writeFile(path.join(directory, "weather.csv"), [header, ...lines].join("\n"));
    return weatherReadings(directory);
  };

  it("reads the file's lines in their order", async () => {
    const readings = await readingsOf(line, line.replace("EWR", "JFK"));
    assert.deepEqual(
      readings.map(({ device_id }) => device_id),
      ["EWR", "JFK"],
    );
  });

  it("fails on a line that is no valid event, naming file, line and problem", async () => {
    await assert.rejects(
      readingsOf(line, line.replace("2013-01-01T06:00:00Z", "yesterday")),
      /weather\.csv line 3 gives no valid telemetry event: \/event_ts must match format/,
    );
  });
});
