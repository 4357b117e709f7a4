import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type EventOutcome, SpoolingClient, type SpoolingClientOptions } from "../../../workloads/device-sdk/index.ts";
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

  it("takes no event after it was closed", async () => {
    const client = await open();
    await client.close();
    await assert.rejects(client.keep(reading()), /closed/);
  });
});
