import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type MappedEvent, mappings, replayFleet } from "../../../../workloads/device-sdk/fleet/index.ts";
import { accept, type CollectorDouble, collectorDouble, refuse } from "../collector-double.ts";

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

  /** Readings of two stations, the stations one after the other: not in the order of time. */
  async function yearOfWeather(hours: number): Promise<string> {
    const file = path.join(folder, "weather.csv");
    const start = Date.parse("2013-01-01T00:00:00Z");
    const rows = ["EWR", "JFK"].flatMap((station) =>
      Array.from(
        { length: hours },
        (_, hour) => `${station},${hour},${new Date(start + hour * 3_600_000).toISOString()}`,
      ),
    );
    await writeFile(file, `origin,temp,time_hour\n${rows.join("\n")}\n`);
    return file;
  }

  function client(): { url: string; credentials: CollectorDouble["files"]; authoritiesFile: string; lanes: number } {
    const { url, files } = collector;
    return { url, credentials: files, authoritiesFile: files.authoritiesFile, lanes: 2 };
  }

  it("sends each device's events in the order they happened, whatever the order of the file", async () => {
    const file = await yearOfWeather(4_000);
    const { accepted } = await replayFleet({ files: [{ file, mapping: weather }], client: client() });
    assert.equal(accepted, 8_000);
    for (const station of ["station-EWR", "station-JFK"]) {
      const times = collector
        .events()
        .filter(({ device_id }) => device_id === station)
        .map(({ payload }) => payload.original_ts ?? "");
      assert.equal(times.length, 4_000);
      assert.deepEqual(times, [...times].sort());
    }
  });

  it("gives the same events the same IDs when the same seed replays them, and others with another seed", async () => {
    const file = await yearOfWeather(50);
    const files = [{ file, mapping: weather }];
    for (const seed of [1, 1, 2]) await replayFleet({ files, client: client(), seed });
    const ids = collector.events().map(({ event_id }) => event_id);
    assert.deepEqual([ids.length, new Set(ids).size], [300, 200]);
    assert.deepEqual(new Set(ids.slice(0, 100)), new Set(ids.slice(100, 200)));
  });

  it("takes only the part of a file that is asked for", async () => {
    const file = await yearOfWeather(100);
    const from = new Date("2013-01-01T10:00:00Z");
    const until = new Date("2013-01-01T12:00:00Z");
    const { sent } = await replayFleet({ files: [{ file, mapping: weather, from, until }], client: client() });
    assert.equal(sent, 4);
  });

  it("stops at a refusal, and goes on where it was refused", async () => {
    const file = await yearOfWeather(2_000);
    const replay = {
      files: [{ file, mapping: weather }],
      client: { ...client(), lanes: 1, batch: { events: 100 } },
      checkpointFile: path.join(folder, "checkpoint.json"),
    };
    collector.behave(accept, accept, accept, refuse("no_device"));
    const first = await replayFleet(replay);
    assert.deepEqual([first.ended, first.refusal], ["refused", "no_device"]);
    assert.equal(first.sent, first.accepted + first.refused);
    assert.ok(first.refused > 0 && first.pending === 0);
    const second = await replayFleet(replay);
    assert.equal(second.ended, "complete");
    assert.deepEqual([second.sent, second.accepted, second.refused], [4_000, 4_000, 0]);
    assert.equal(new Set(collector.events().map(({ event_id }) => event_id)).size, 4_000);
    const third = await replayFleet(replay);
    assert.equal(third.accepted, 4_000);
    await assert.rejects(replayFleet({ ...replay, seed: 7 }), /checkpoint of another replay/);
  });

  it("stops in order by its signal", async () => {
    const file = await yearOfWeather(1_000);
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 300);
    const result = await replayFleet({
      files: [{ file, mapping: weather }],
      client: client(),
      pace: { eventsPerSecond: 100 },
      signal: stop.signal,
    });
    assert.equal(result.ended, "stopped");
    assert.ok(result.sent > 0 && result.sent < 100 && result.pending === 0 && result.accepted === result.sent);
  });

  describe("with a collector that does not answer", () => {
    it("stops by its signal all the same, and counts what has no answer as refused", async () => {
      const file = await yearOfWeather(100);
      collector.behave(() => undefined);
      const stop = new AbortController();
      setTimeout(() => {
        stop.abort();
      }, 100);
      const result = await replayFleet({
        files: [{ file, mapping: weather }],
        client: { ...client(), pending: { events: 150 } },
        signal: stop.signal,
        graceMs: 100,
      });
      assert.equal(result.ended, "stopped");
      assert.deepEqual([result.sent, result.accepted, result.refused, result.pending], [150, 0, 150, 0]);
      assert.deepEqual([result.codes, result.types], [{ aborted: 150 }, { telemetry: 150 }]);
    });

    it("does not wait for it after a refusal", async () => {
      const file = await yearOfWeather(100);
      collector.behave(refuse("no_device"), ...Array.from({ length: 10 }, () => () => undefined));
      const result = await replayFleet({
        files: [{ file, mapping: weather }],
        client: { ...client(), lanes: 1, batch: { events: 50 } },
        graceMs: 100,
      });
      assert.deepEqual([result.ended, result.refusal], ["refused", "no_device"]);
      assert.deepEqual(result.codes, { no_device: 50, aborted: result.refused - 50 });
      assert.equal(result.sent, result.refused);
    });
  });

  it("sends nothing when it could not keep how far it came", async () => {
    const file = await yearOfWeather(2);
    const checkpointFile = path.join(folder, "none", "checkpoint.json");
    await assert.rejects(
      replayFleet({ files: [{ file, mapping: weather }], client: client(), checkpointFile }),
      /The checkpoint .*none\/checkpoint\.json cannot be written: ENOENT/,
    );
    assert.equal(collector.requests.length, 0);
  });

  describe("reads", () => {
    const header = "origin,temp,time_hour";
    const row = "EWR,1,2013-01-01T06:00:00Z";

    const weatherOf = async (text: string): Promise<readonly unknown[]> => {
      const file = path.join(folder, "weather.csv");
      await writeFile(file, text);
      await replayFleet({ files: [{ file, mapping: weather }], client: client() });
      return collector.events().map(({ payload }) => payload.original_ts);
    };

    for (const [what, text] of Object.entries({
      "lines that end as on Windows, and a byte order mark": `\uFEFF${header}\r\n${row}\r\n`,
      "empty lines": `${header}\n\n${row}\n\n`,
      "a last line without its end": `${header}\n${row}`,
      "cells in quotes": `${header}\n"EWR","1","2013-01-01T06:00:00Z"\n`,
    })) {
      it(what, async () => {
        assert.deepEqual(await weatherOf(text), ["2013-01-01T06:00:00.000Z"]);
      });
    }

    for (const [what, [text, message]] of Object.entries({
      "an empty file": ["", /weather\.csv is empty: its first line must name the columns/],
      "a row that is too short, after an empty line": [`${header}\n\nEWR,1\n`, /weather\.csv: .* on line 3/],
      "a cell that is wrong, after an empty line": [`${header}\n\nEWR,warm,2013\n`, /weather\.csv line 3: column temp/],
      "a time without its zone": [
        `${header}\nEWR,1,2013-01-01 06:00:00\n`,
        /line 2: column time_hour must be a time such/,
      ],
    } as const)) {
      it(`nothing of ${what}, and says so`, async () => {
        await assert.rejects(weatherOf(text), message);
        assert.equal(collector.requests.length, 0);
      });
    }

    it("nothing of a mapping that gives no time", async () => {
      const file = path.join(folder, "weather.csv");
      await writeFile(file, `${header}\n${row}\n`);
      const events = (): readonly MappedEvent[] => [
        { key: "k", at: Number.NaN, device_id: "d", event_type: "heartbeat", payload: { status: "ok" } },
      ];
      await assert.rejects(
        replayFleet({ files: [{ file, mapping: { ...weather, format: "csv", events } }], client: client() }),
        /weather\.csv line 2: mapping weather must give events a time in milliseconds, not NaN/,
      );
    });
  });

  it("keeps the pace of compressed time", async () => {
    const file = await yearOfWeather(10);
    const began = performance.now();
    await replayFleet({ files: [{ file, mapping: weather }], client: client(), pace: { compression: 36_000 } });
    const seconds = (performance.now() - began) / 1_000;
    assert.ok(seconds > 0.7 && seconds < 5, `${seconds} s for ten hours at 36,000 times`);
  });

  it("fails naming file and line of a row that cannot be read", async () => {
    const file = path.join(folder, "weather.csv");
    await writeFile(file, "origin,temp,time_hour\nEWR,1,2013-01-01T06:00:00Z\nEWR,warm,2013-01-01T07:00:00Z\n");
    await assert.rejects(
      replayFleet({ files: [{ file, mapping: weather }], client: client() }),
      /weather\.csv line 3: column temp must be a number, not "warm"/,
    );
  });
});
