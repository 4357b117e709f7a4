import assert from "node:assert/strict";
import { Agent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type IngestAnswer } from "../../../contracts/events/outcomes.ts";
import { type CollectorSettingsFile } from "../../../workloads/collector/settings.ts";
import { type ByHand, openByHand } from "./support/by-hand.ts";
import { type Answered, ask } from "./support/client.ts";
import { unavailable } from "./support/memory-sinks.ts";
import { run, type Running, telemetry } from "./support/running.ts";

describe("Collector", () => {
  let running: Running;
  let agent: Agent;

  async function start(
    limits: CollectorSettingsFile["limits"] = {},
    settings: Partial<CollectorSettingsFile> = {},
  ): Promise<void> {
    running = await run({ settings: { limits, ...settings } });
    agent = new Agent({ keepAlive: true, ca: running.ca, ...(await running.authority.issue({ device: "d-1" })) });
  }

  afterEach(async () => {
    agent.destroy();
    await running.stop();
  });

  function send(body: string | Buffer = JSON.stringify(telemetry("d-1")), headers = {}): Promise<Answered> {
    const all = { "Content-Type": "application/json", ...headers };
    return ask({ port: running.collector.port, agent, headers: all, body });
  }

  const get = (path: string): Promise<Answered> =>
    ask({ port: running.collector.internalPort, agent: new Agent({ ca: running.ca }), path, method: "GET" });

  /** A write to Kafka that lasts until it is let go. */
  function holdKafka(): () => void {
    let letGo = (): void => undefined;
    running.sinks.events.until = new Promise((resolve) => (letGo = resolve));
    return letGo;
  }

  async function untilInFlight(requests: number): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const { text } = await get("/metrics");
      if (text.includes(`collector_requests_in_flight ${requests}\n`)) return;
      assert.ok(tries < 200, text);
      await pause(10);
    }
  }

  function assertRefused({ status, headers, text }: Answered, expected: number, code: string): void {
    assert.equal(status, expected, text);
    assert.equal(headers["content-type"], "application/problem+json");
    const { code: answered, status: said } = JSON.parse(text) as { readonly code: string; readonly status: number };
    assert.deepEqual([answered, said], [code, expected]);
    assert.equal(headers["retry-after"] !== undefined, [408, 429, 503].includes(expected));
  }

  it("answers an event that is in its topic, with what it added", async () => {
    await start();
    const event = telemetry("d-1", { schema_version: undefined });
    const { status, text } = await send(JSON.stringify(event));
    assert.equal(status, 200, text);
    assert.deepEqual(JSON.parse(text) as IngestAnswer, {
      accepted: 1,
      quarantined: 0,
      results: [{ outcome: "accepted", event_id: event.event_id }],
    });
    const [record] = running.sinks.events.records;
    assert.equal(record?.topic, "telemetry");
    assert.equal(record.key.toString(), "d-1");
    const { ingest_ts, ...written } = JSON.parse(record.value.toString()) as Record<string, unknown>;
    assert.ok(Math.abs(Date.parse(String(ingest_ts)) - Date.now()) < 10_000);
    assert.deepEqual(written, { ...event, schema_version: "1" });
  });

  it("tells of every event in the order sent, and keeps those that it does not accept in both places", async () => {
    await start();
    const [first, last] = [telemetry("d-1"), telemetry("d-1")];
    const { text } = await send(`[${JSON.stringify(first)}, nothing ,${JSON.stringify(last)}]`);
    const { accepted, quarantined, results } = JSON.parse(text) as IngestAnswer;
    assert.deepEqual([accepted, quarantined], [2, 1]);
    assert.deepEqual(
      results.map(({ outcome, event_id, code }) => [outcome, event_id, code]),
      [
        ["accepted", first.event_id, undefined],
        ["quarantined", undefined, "not_json"],
        ["accepted", last.event_id, undefined],
      ],
    );
    const record = running.sinks.events.records.find(({ topic }) => topic === "quarantine");
    const [stored] = running.sinks.quarantine.events;
    assert.equal(record?.value.toString(), "nothing");
    assert.equal(record.key.toString(), "d-1");
    const { reason, detail, sender, ingestTs } = stored ?? assert.fail("the bucket has nothing");
    assert.deepEqual(record.headers, { reason, detail, sender, "ingest-ts": ingestTs });
    assert.deepEqual([reason, sender, stored?.bytes.toString()], ["not_json", "d-1", "nothing"]);
  });

  for (const part of ["events", "quarantine", "vault"] as const) {
    it(`answers 503 and acknowledges nothing while ${part} cannot be written`, async () => {
      await start();
      running.sinks[part].fails = unavailable;
      const transaction = telemetry("d-1", {
        event_type: "transaction",
        payload: { transaction_id: "T", kind: "purchase", amount: "1", currency: "EUR", customer: { id: "C" } },
      });
      const body = `[${JSON.stringify(transaction)},{}]`;
      assertRefused(await send(body), 503, "unavailable");
      running.sinks[part].fails = undefined;
      assert.equal((await send(body)).status, 200);
    });
  }

  it("answers 503 when a sink fails in a way that nobody foresaw, and says so in its log", async () => {
    await start();
    running.sinks.events.fails = new TypeError("a fault of the sink");
    assertRefused(await send(), 503, "unavailable");
    assert.match(JSON.stringify(running.log), /a fault of the sink/);
    running.sinks.events.fails = undefined;
  });

  it("answers 429 to more requests than it may hold, and takes them when it has room", async () => {
    await start({ inFlightRequests: 2 });
    const letGo = holdKafka();
    const held = [send(), send()];
    await untilInFlight(2);
    assertRefused(await send(), 429, "overloaded");
    letGo();
    assert.deepEqual(
      (await Promise.all(held)).map(({ status }) => status),
      [200, 200],
    );
    assert.equal((await send()).status, 200);
    await untilInFlight(0);
  });

  it("answers 429 to more bytes than it may hold, as sent or as unpacked, and gives them back", async () => {
    await start({ inFlightBytes: 20_000 });
    const body = JSON.stringify(Array.from({ length: 150 }, () => telemetry("d-1")));
    assert.ok(body.length > 20_000);
    assertRefused(await send(body), 429, "overloaded");
    assertRefused(await send(gzipSync(body), { "Content-Encoding": "gzip" }), 429, "overloaded");
    const { text } = await get("/metrics");
    assert.match(text, /collector_bytes_in_flight 0\n/);
    assert.equal((await send()).status, 200);
  });

  it("counts what events on their way to quarantine hold, however few bytes they have", async () => {
    await start({ inFlightBytes: 20_000 });
    const lines = { "Content-Type": "application/x-ndjson" };
    assertRefused(await send("1\n".repeat(20), lines), 429, "overloaded");
    assert.deepEqual(running.sinks.quarantine.events, []);
    assert.equal((await send("1\n".repeat(10), lines)).status, 200);
    assert.match((await get("/metrics")).text, /collector_bytes_in_flight 0\n/);
  });

  const open = (): Promise<ByHand> => openByHand(running);
  const head = ["POST /v1/events HTTP/1.1", "Host: x", "Content-Type: application/json"];

  it("answers 408 to a body that does not arrive in time, and closes", async () => {
    await start({ requestTimeoutMs: 100 });
    const { socket, all } = await open();
    socket.write([...head, "Content-Length: 100", "", "{"].join("\r\n"));
    const text = await all;
    assert.match(text, /^HTTP\/1\.1 408 /);
    assert.match(text, /\r\nConnection: close\r\n/);
    assert.match(text, /"code":"request_timeout"/);
    await untilInFlight(0);
  });

  it("forgets a sender that leaves before its body has come", async () => {
    await start();
    const { socket } = await open();
    socket.write([...head, "Content-Length: 100", "", "{"].join("\r\n"));
    await untilInFlight(1);
    socket.destroy();
    await untilInFlight(0);
    assert.match((await get("/metrics")).text, /collector_requests_aborted_total 1\n/);
    assert.deepEqual(running.sinks.events.records, []);
  });

  it("closes a connection that is one too many, and counts it", async () => {
    await start({ connections: 2 });
    const [first, second] = [await open(), await open()];
    await assert.rejects(open(), /ECONNRESET|disconnected/);
    assert.match((await get("/metrics")).text, /collector_connections_dropped_total 1\n/);
    first.socket.destroy();
    second.socket.destroy();
    await Promise.all([first.all, second.all]);
    await pause(50);
    assert.equal((await send()).status, 200);
  });

  it("serves the next request on a connection whose request it refused", async () => {
    await start();
    const first = await send("[", { "Content-Type": "text/plain" });
    const second = await send();
    assert.deepEqual([first.status, second.status], [415, 200]);
    assert.equal(second.connection, first.connection);
  });

  it("says how it is: alive always, ready while Kafka takes records, and counts in Prometheus's format", async () => {
    await start();
    assert.equal((await get("/healthz")).status, 200);
    assert.equal((await get("/readyz")).status, 200);
    running.sinks.events.available = false;
    assert.equal((await get("/readyz")).status, 503);
    assert.equal((await get("/healthz")).status, 200);
    const { headers, text } = await get("/metrics");
    assert.match(String(headers["content-type"]), /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^nodejs_eventloop_lag_p99_seconds /m);
    assert.equal((await get("/nothing")).status, 404);
  });

  it("drains: is not ready, refuses what comes, answers what it has, and then ends", async () => {
    await start();
    await send();
    const letGo = holdKafka();
    const inFlight = send();
    await untilInFlight(1);
    const { socket, all } = await open();
    const drained = running.collector.drain();
    assert.equal((await get("/readyz")).status, 503);
    socket.write([...head, "Content-Length: 2", "", "[]"].join("\r\n"));
    const refused = await all;
    assert.match(refused, /^HTTP\/1\.1 503 [^]*\r\nConnection: close\r\n[^]*"code":"draining"/);
    assert.match(refused, /\r\nRetry-After: 1\r\n/);
    await assert.rejects(ask({ port: running.collector.port, agent: new Agent({ ca: running.ca }) }), /ECONNREFUSED/);
    letGo();
    assert.equal((await inFlight).status, 200);
    assert.equal(await drained, true);
    assert.equal(running.sinks.events.records.length, 2);
    await assert.rejects(get("/healthz"), /ECONNREFUSED/);
  });

  it("tells CloudWatch what it counted, once", async () => {
    await start();
    await send(`[${JSON.stringify(telemetry("d-1"))},{}]`);
    await send("[");
    await running.collector.drain();
    const lines = running.log.filter((line) => "_aws" in line);
    const dimensions = new Set(["Environment", "EventType", "Reason", "Code"]);
    const values = lines.map((line) =>
      Object.fromEntries(
        Object.entries(line).filter(([name]) => dimensions.has(name) || /Events$|Requests$|InFlight$/.test(name)),
      ),
    );
    const Environment = "test";
    assert.deepEqual(values, [
      {
        Environment,
        AcceptedEvents: 1,
        QuarantinedEvents: 1,
        RefusedRequests: 1,
        RequestsInFlight: 0,
        BytesInFlight: 0,
      },
      { Environment, EventType: "telemetry", AcceptedEvents: 1 },
      { Environment, Reason: "unknown_type", QuarantinedEvents: 1 },
      { Environment, Code: "not_separable", RefusedRequests: 1 },
    ]);
  });

  it("tells CloudWatch what it counted where its log has faults alone", async () => {
    await start({}, { logLevel: "error" });
    await send();
    await running.collector.drain();
    assert.deepEqual(
      running.log.map(({ AcceptedEvents }) => AcceptedEvents),
      [1, 1],
    );
  });

  it("writes nothing of an event, and no certificate, to its log", async () => {
    await start();
    await send(JSON.stringify(telemetry("d-1", { note: "s3cret-value" })));
    await send("s3cret-value", { Authorization: "Bearer s3cret-value" });
    assert.doesNotMatch(JSON.stringify(running.log), /s3cret-value|CERTIFICATE/);
  });
});
