import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { type QuarantinedEvent, SinkUnavailable } from "../../../../workloads/collector/sinks.ts";
import {
  createQuarantineStore,
  type QuarantineParts,
} from "../../../../workloads/collector/storage/quarantine-store.ts";
import { type Fault, type Storage, storage, withFaults } from "./buckets.ts";

/** Bytes that are no text, so that what is kept is seen to be what came. */
const event = (id: number): QuarantinedEvent => ({
  reason: "not_utf8",
  detail: `byte ${id}`,
  sender: "device-1",
  ingestTs: "2026-01-31T12:00:00.000Z",
  bytes: Buffer.from([id, 0xff, 0x0a, 0x00]),
});

describe("createQuarantineStore", function () {
  this.timeout(120_000);
  let place: Storage;

  beforeEach(async () => {
    place = await storage();
  });

  const store = (parts: Partial<QuarantineParts> = {}) => createQuarantineStore(place, { s3: place.s3, ...parts });

  /** Lines of every object. */
  async function lines(): Promise<readonly (readonly unknown[])[]> {
    const keys = await place.keys();
    return Promise.all(
      keys.map(async (key) =>
        gunzipSync((await place.read(key)).bytes)
          .toString()
          .trimEnd()
          .split("\n")
          .map((line): unknown => JSON.parse(line)),
      ),
    );
  }

  it("keeps reason, sender and the original bytes, by day", async () => {
    const before = new Date();
    await store().put([event(7)]);
    assert.deepEqual(await lines(), [
      [
        {
          reason: "not_utf8",
          detail: "byte 7",
          sender: "device-1",
          ingest_ts: "2026-01-31T12:00:00.000Z",
          bytes: Buffer.from([7, 0xff, 0x0a, 0x00]).toString("base64"),
        },
      ],
    ]);
    const [key = ""] = await place.keys();
    assert.match(key, /^uploads\/year=\d{4}\/month=\d\d\/day=\d\d\/[0-9a-f-]{36}\.ndjson\.gz$/);
    const days = [before, new Date()].map((time) => {
      const [year, month, day] = time.toISOString().slice(0, 10).split("-");
      return `year=${year}/month=${month}/day=${day}`;
    });
    assert.ok(days.some((day) => key.includes(day)));
    assert.equal((await place.read(key)).kmsKeyArn, place.kmsKeyArn);
  });

  it("lets calls that come close together share an object", async () => {
    const quarantine = store({ lingerMs: 50 });
    await Promise.all([quarantine.put([event(1), event(2)]), quarantine.put([event(3)])]);
    await quarantine.put([event(4)]);
    const sizes = (await lines()).map(({ length }) => length);
    assert.deepEqual(sizes.sort(), [1, 3]);
  });

  it("begins another object when one is full", async () => {
    await store({ objectBytes: 300 }).put([event(1), event(2), event(3), event(4), event(5)]);
    const objects = await lines();
    assert.ok(objects.length > 1);
    assert.equal(objects.flat().length, 5);
  });

  it("answers everybody whose lines share an object that was not written, and goes on with the next", async () => {
    withFaults(place.s3, ["refused"] satisfies Fault[]);
    const quarantine = store();
    const puts = await Promise.allSettled([quarantine.put([event(1)]), quarantine.put([event(2)])]);
    for (const put of puts) assert.ok(put.status === "rejected" && put.reason instanceof SinkUnavailable);
    await quarantine.put([event(3)]);
    assert.equal((await lines()).flat().length, 1);
  });

  it("is unavailable in time when S3 is away", async () => {
    withFaults(place.s3, Array<Fault>(1_000).fill("error 503"));
    const started = performance.now();
    await assert.rejects(store({ timeoutMs: 300 }).put([event(1)]), SinkUnavailable);
    assert.ok(performance.now() - started < 3_000);
  });

  it("writes what it has when it is closed, and takes nothing more", async () => {
    const quarantine = store({ lingerMs: 60_000 });
    const put = quarantine.put([event(1)]);
    await quarantine.close();
    await put;
    assert.equal((await lines()).flat().length, 1);
    await assert.rejects(quarantine.put([event(2)]), SinkUnavailable);
  });
});
