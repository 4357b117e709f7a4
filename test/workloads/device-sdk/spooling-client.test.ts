import assert from "node:assert/strict";
import { mkdtemp, open as openFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { mock } from "node:test";
import {
  ClientClosedError,
  type EventOutcome,
  makeEvent,
  SpoolingClient,
  type SpoolingClientOptions,
  type SpoolReport,
} from "../../../workloads/device-sdk/index.ts";
import { Spool } from "../../../workloads/device-sdk/spool/spool.ts";
import { accept, answer, loseAnswer, refuse } from "./collector-double.ts";
import { fast, reading, useField } from "./field.ts";

describe("SpoolingClient", () => {
  const field = useField();
  let folder: string;
  let clients: SpoolingClient[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "spooling-"));
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close(0)));
    clients = [];
    await rm(folder, { recursive: true });
  });

  async function open(options: Partial<SpoolingClientOptions> = {}): Promise<SpoolingClient> {
    const { url, files } = field.collector;
    const client = await SpoolingClient.open({
      url,
      credentials: files,
      authoritiesFile: files.authoritiesFile,
      spool: { folder },
      batch: { waitMs: 5, events: 10 },
      retry: fast,
      refusedRetryMs: 20,
      ...options,
    });
    clients.push(client);
    return client;
  }

  it("sends what was kept in order, and tells what became of it", async () => {
    const outcomes: [string, EventOutcome][] = [];
    const client = await open({ onOutcome: (id, outcome) => outcomes.push([id, outcome]) });
    const events = Array.from({ length: 35 }, (_, value) => reading("d1", value));
    await Promise.all(events.map((event) => client.keep(event)));
    await client.flush();
    assert.deepEqual(field.collector.events(), events);
    assert.deepEqual(
      outcomes,
      events.map(({ event_id }) => [event_id, { outcome: "accepted" }]),
    );
    const { sent, accepted, pending } = client.counts();
    assert.deepEqual([sent, accepted, pending], [35, 35, 0]);
  });

  it("sends in its next life what it could not, once", async () => {
    const nobody = await open({ url: "https://127.0.0.1:1" });
    const events = Array.from({ length: 25 }, (_, value) => reading("d1", value));
    for (const event of events) await nobody.keep(event);
    await nobody.close(0);
    const next = await open();
    assert.equal(next.counts().sent, 25);
    await next.flush();
    assert.deepEqual(field.collector.events(), events);
    await next.close();
    const third = await open();
    assert.equal(third.counts().sent, 0);
  });

  it("sends again what a lost answer was about, with the same IDs and in order", async () => {
    field.collector.behave(loseAnswer, refuse("unavailable"), loseAnswer, accept);
    const client = await open();
    const events = Array.from({ length: 5 }, (_, value) => reading("d1", value));
    await Promise.all(events.map((event) => client.keep(event)));
    await client.flush();
    const received = field.collector.events();
    assert.ok(received.length > events.length);
    assert.deepEqual([...new Map(received.map((event) => [event.event_id, event])).values()], events);
    assert.equal(client.counts().accepted, 5);
  });

  it("keeps what is refused, and sends it when the collector takes it", async () => {
    field.collector.behave(refuse("no_device"), refuse("token_audience"), accept);
    const client = await open();
    await client.keep(reading());
    await client.flush();
    const { accepted, refused, pending, codes } = client.counts();
    assert.deepEqual([accepted, refused, pending], [1, 0, 0]);
    assert.deepEqual(codes, { no_device: 1, token_audience: 1 });
  });

  it("counts what is quarantined as answered", async () => {
    field.collector.behave((request, response) => {
      answer(
        request.events.map(({ event_id }) => ({
          outcome: "quarantined",
          event_id,
          code: "too_old",
          detail: "/event_ts",
        })),
        response,
      );
    });
    const client = await open();
    await client.keep(reading());
    await client.flush();
    assert.deepEqual(client.counts().codes, { too_old: 1 });
    assert.equal(client.counts().quarantined, 1);
  });

  it("does not keep an event that is larger than any request, which would hold all that follow", async () => {
    const client = await open();
    const message = "x".repeat(4 * 1024 * 1024);
    const event = makeEvent({
      event_type: "fault",
      device_id: "d1",
      payload: { code: "C", severity: "minor", message },
    });
    await assert.rejects(client.keep(event), /An event may have 4194303 bytes, not 41\d{5}/);
    await client.keep(reading());
    await client.flush();
    assert.deepEqual([client.counts().sent, client.counts().accepted], [1, 1]);
  });

  describe("close", () => {
    it("takes no event any more", async () => {
      const client = await open();
      await client.close();
      await assert.rejects(client.keep(reading()), ClientClosedError);
    });

    it("ends who waits for what stays in the spool, before and after", async () => {
      field.collector.behave(() => undefined);
      const client = await open();
      await client.keep(reading());
      const flushed = client.flush();
      await Promise.all([assert.rejects(flushed, /1 events stay in the spool/), client.close(0)]);
      await assert.rejects(client.flush(), ClientClosedError);
    });

    it("is the same when it is called again", async () => {
      field.collector.behave(() => undefined);
      const client = await open();
      await client.keep(reading());
      const began = performance.now();
      await Promise.all([client.close(0), client.close()]);
      await client.close();
      assert.ok(performance.now() - began < 2_000);
    });

    it("waits for all where it is given all the time there is", async () => {
      field.collector.behave((...parameters) => setTimeout(() => accept(...parameters), 200));
      const client = await open();
      await client.keep(reading());
      await client.close(Infinity);
      assert.equal(client.counts().accepted, 1);
    });
  });

  describe("on a disk that fails", () => {
    it("asks again for what it does not give, and says so", async () => {
      const fail = (): Promise<never> => Promise.reject(new Error("EIO: i/o error, read"));
      const failing = mock.method(Spool.prototype, "read", fail, { times: 2 });
      try {
        const reports: string[] = [];
        const client = await open({ spool: { folder, onReport: ({ kind }) => reports.push(kind) } });
        await client.keep(reading());
        await client.flush();
        assert.equal(client.counts().accepted, 1);
        assert.deepEqual(reports, ["read_failed", "read_failed"]);
      } finally {
        failing.mock.restore();
      }
    });

    it("does not wait for what is lost", async () => {
      field.collector.behave(...Array.from({ length: 100 }, () => refuse("no_device")));
      const reports: SpoolReport[] = [];
      const client = await open({ spool: { folder, onReport: (report) => reports.push(report) } });
      await client.keep(reading("d1", 1));
      await client.keep(reading("d1", 2));
      const segment = path.join(folder, "0000000000000000.segment");
      // In place: what comes before must be there at every moment, as it is read again and again.
      const handle = await openFile(segment, "r+");
      await handle.write(Buffer.alloc(10), 0, 10, (await handle.stat()).size - 10);
      await handle.close();
      field.collector.behave(accept);
      await client.flush();
      // Also who asks later, when there is nothing under way that could tell.
      await client.flush();
      assert.equal(client.counts().accepted, 1);
      assert.deepEqual(reports.at(-1), { kind: "damaged", segment: path.basename(segment), records: 1 });
    });
  });

  it("makes its files where it was told, wherever the program goes", async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      const client = await open({ spool: { folder: "spool" } });
      process.chdir(before);
      await client.keep(reading());
      await client.flush();
      await client.close();
    } finally {
      process.chdir(before);
    }
    assert.ok((await readdir(path.join(folder, "spool"))).includes("0000000000000000.segment"));
  });
});
