import assert from "node:assert/strict";
import { topics } from "../../../../contracts/events/topics.ts";
import { type EventSink, SinkUnavailable } from "../../../../workloads/collector/sinks.ts";
import { putScramUser } from "../../../../local/runtime/kafka/admin.ts";
import { type FaultCluster } from "../../../faults/harness/fault-cluster.ts";
import { sharedGround } from "../../../faults/harness/shared-ground.ts";
import { until } from "../../../faults/harness/until.ts";
import { type ReadRecord } from "../../../faults/reader/topic-reader.ts";
import { numbersOf, sinkOn, SinkStream } from "./sink-stream.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

// With real brokers, and read by a reader that shares no code with what writes.
describe("createEventSink", function () {
  this.timeout(180_000);
  let cluster: FaultCluster;
  let sink: EventSink | undefined;
  const user = { username: "sink", password: "first password" };
  const credentials = () => Promise.resolve({ ...user });

  before(async function () {
    this.timeout(240_000);
    cluster = (await sharedGround()).cluster;
    await putScramUser(cluster.access, user.username, user.password);
  });

  beforeEach(async () => {
    // What comes after this is of the test.
    await cluster.reader.read();
  });

  afterEach(async () => {
    await cluster.heal();
    await sink?.close();
    sink = undefined;
  });

  const record = (key: string, value = key) => ({
    topic: "telemetry" as const,
    key: Buffer.from(key),
    value: Buffer.from(value),
  });

  async function read(): Promise<readonly ReadRecord[]> {
    return cluster.reader.read();
  }

  /** Node ID of the broker that leads most of telemetry. */
  async function leader(): Promise<number> {
    const { partitions } = await cluster.reader.cluster();
    const found = partitions.find(({ topic }) => topic === topics.telemetry.name);
    return found?.leader ?? assert.fail("telemetry has no partition");
  }

  /** Everything of the stream is there once and in order; nothing was given up. */
  function assertWhole(stream: SinkStream, records: readonly ReadRecord[]): void {
    assert.deepEqual([stream.failed, stream.unexpected], [[], []]);
    const landed = stream.landed(records);
    assert.deepEqual([...landed.values()].flat().sort(), stream.acknowledged.sort());
    for (const values of landed.values()) {
      const numbers = numbersOf(values);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
    }
  }

  /** Nothing that was acknowledged is missing, and what stands twice was given up in between. */
  function assertNothingLost(stream: SinkStream, records: readonly ReadRecord[]): void {
    assert.deepEqual(stream.unexpected, []);
    const landed = new Set([...stream.landed(records).values()].flat());
    assert.deepEqual(
      stream.acknowledged.filter((value) => !landed.has(value)),
      [],
    );
  }

  it("writes keys, values and headers as they are, each record once", async () => {
    sink = sinkOn(cluster, credentials);
    const values = Array.from({ length: 1_000 }, (_, index) => `value ${index}`);
    await Promise.all([
      sink.write(values.map((value, index) => record(`plain-${index % 7}`, value))),
      sink.write([{ ...record("plain-h"), topic: "quarantine", headers: { reason: "schema", detail: "/a: ü" } }]),
    ]);
    const records = await read();
    const written = records.filter(
      ({ topic, key }) => topic === topics.telemetry.name && String(key).startsWith("plain"),
    );
    assert.deepEqual(written.map(({ value }) => String(value)).sort(), values.sort());
    const [quarantined] = records.filter(({ topic }) => topic === topics.quarantine.name);
    assert.deepEqual(quarantined?.headers, { reason: "schema", detail: "/a: ü" });
    assert.equal(sink.available, true);
  });

  it("takes writes before it has reached a broker, and is not available until then", async () => {
    for (const { proxy } of cluster.brokers) proxy.refuse();
    sink = sinkOn(cluster, credentials);
    const starting = sink;
    const early = [1, 2, 3].map((number) => starting.write([record("early", String(number))]));
    await pause(500);
    assert.equal(sink.available, false);
    for (const { proxy } of cluster.brokers) proxy.heal();
    await Promise.all(early);
    assert.equal(sink.available, true);
    const values = (await read()).filter(({ key }) => String(key) === "early").map(({ value }) => String(value));
    assert.deepEqual(values, ["1", "2", "3"]);
  });

  it("answers in time while no broker can be reached, and is whole again by itself", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 1_000 });
    await sink.write([record("away")]);
    for (const { proxy } of cluster.brokers) proxy.refuse();
    const started = performance.now();
    await assert.rejects(sink.write([record("away")]), SinkUnavailable);
    assert.ok(performance.now() - started < 2_000);
    assert.equal(sink.available, false);
    for (const { proxy } of cluster.brokers) proxy.heal();
    await until(10_000, "The sink is available without a write", () => sink?.available === true);
    await sink.write([record("away")]);
  });

  it("loses and doubles nothing, and keeps the order, when a leader is killed and comes back", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 60_000 });
    const stream = new SinkStream(sink, "killed");
    await pause(1_000);
    const killed = cluster.broker(await leader());
    await killed.end("SIGKILL");
    const before = stream.acknowledged.length;
    await until(40_000, "Others have taken over", () => stream.acknowledged.length > before + 2_000);
    await cluster.inSync();
    await pause(1_000);
    await stream.stop();
    assertWhole(stream, await read());
  });

  it("loses and doubles nothing when connections are cut again and again", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 60_000 });
    const stream = new SinkStream(sink, "cut");
    for (let cut = 0; cut < 12; cut++) {
      await pause(200);
      cluster.brokers[cut % cluster.brokers.length]?.proxy.reset();
    }
    await stream.stop();
    assertWhole(stream, await read());
  });

  it("acknowledges nothing while too few replicas are there, and goes on by itself when they are back", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 1_500 });
    await sink.write([record("few")]);
    const [first, second] = cluster.brokers;
    await Promise.all([first?.end("SIGKILL"), second?.end("SIGKILL")]);
    await assert.rejects(
      sink.write(Array.from({ length: 30 }, (_, index) => record(`few-${index}`, "while two are away"))),
      SinkUnavailable,
    );
    assert.equal(sink.available, false);
    await cluster.inSync();
    await until(30_000, "The sink is available without a write", () => sink?.available === true);
    const stream = new SinkStream(sink, "after");
    await pause(500);
    await stream.stop();
    assertWhole(stream, await read());
  });

  it("goes on after answers that never came, although the broker has numbers that were given up", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 1_500 });
    const stream = new SinkStream(sink, "mute");
    await pause(500);
    // Records are written and their acknowledgements are lost: every partition now is ahead of what the sink knows.
    for (const { proxy } of cluster.brokers) proxy.hold("back");
    await pause(2_500);
    for (const { proxy } of cluster.brokers) {
      proxy.heal();
      proxy.reset();
    }
    const before = stream.acknowledged.length;
    await until(20_000, "The sink goes on", () => stream.acknowledged.length > before + 500);
    await stream.stop();
    assert.ok(stream.failed.length > 0, "nothing was given up, so nothing was shown");
    assertNothingLost(stream, await read());
  });

  it("keeps its memory bounded while a broker takes nothing", async () => {
    sink = sinkOn(cluster, credentials, { deliveryTimeoutMs: 60_000 });
    await sink.write([record("full")]);
    for (const { proxy } of cluster.brokers) proxy.hold("forth", "back");
    const value = "x".repeat(250_000);
    const writes: Promise<unknown>[] = [];
    let refused: unknown;
    for (let number = 0; number < 1_000 && refused === undefined; number++) {
      const write = sink.write([record(`full-${number}`, value)]).catch((error: unknown) => (refused ??= error));
      writes.push(write);
      if (number % 50 === 0) await pause(1);
    }
    await pause(1);
    assert.ok(refused instanceof SinkUnavailable);
    assert.ok(writes.length * value.length < 140 * 1024 * 1024);
    for (const { proxy } of cluster.brokers) proxy.heal();
    await Promise.all(writes);
  });

  it("reads its user again when brokers refuse the password it has", async () => {
    let reads = 0;
    sink = sinkOn(cluster, () => {
      reads += 1;
      return credentials();
    });
    await sink.write([record("rotated")]);
    const before = reads;
    user.password = "second password";
    await putScramUser(cluster.access, user.username, user.password);
    for (const { proxy } of cluster.brokers) proxy.reset();
    const rotated = sink;
    await Promise.all(Array.from({ length: 30 }, (_, index) => rotated.write([record(`rotated-${index}`)])));
    assert.ok(reads > before);
    assert.ok(reads < before + 5, "the secret is not read for every refusal");
  });

  it("waits for what is under way when it is closed, and takes nothing more", async () => {
    const closing = sinkOn(cluster, credentials, { lingerMs: 5_000 });
    const write = closing.write([record("closing")]);
    const started = performance.now();
    await Promise.all([closing.close(), write]);
    assert.ok(performance.now() - started < 4_000, "it does not linger any more");
    await assert.rejects(closing.write([record("closing")]), SinkUnavailable);
  });
});
