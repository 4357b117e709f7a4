import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { mappings, replayFleet } from "../../../../workloads/device-sdk/fleet/index.ts";
import { type CollectorDouble, collectorDouble } from "../collector-double.ts";

const { weather } = mappings;
assert.ok(weather !== undefined);

describe("replayFleet", () => {
  let collector: CollectorDouble;
  let folder: string;
  beforeEach(async () => {
    collector = await collectorDouble();
    folder = await mkdtemp(path.join(tmpdir(), "fleet-"));
  });
  afterEach(async () => {
    await collector.close();
    await rm(folder, { recursive: true });
  });

  it("sends every row once, as of now, with its original time", async () => {
    const file = path.join(folder, "weather.csv");
    await writeFile(
      file,
      "origin,temp,wind_gust,time_hour\nEWR,39.02,NA,2013-01-01T06:00:00Z\nEWR,38,3.5,2013-01-01T07:00:00Z\n",
    );
    const began = Date.now();
    const result = await replayFleet({
      files: [{ file, mapping: weather }],
      client: { url: collector.url, credentials: collector.files, authoritiesFile: collector.files.authoritiesFile },
    });
    assert.equal(result.ended, "complete");
    assert.deepEqual([result.sent, result.accepted, result.pending], [2, 2, 0]);
    const [first, second] = collector.events();
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(first.payload, { measurements: { temp: 39.02 }, original_ts: "2013-01-01T06:00:00.000Z" });
    assert.equal(second.device_id, "station-EWR");
    assert.ok(Date.parse(first.event_ts) >= began);
  });
});
