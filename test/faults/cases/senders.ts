import assert from "node:assert/strict";
import type { FaultCase } from "../harness/fault-run.ts";
import { type Load, pause } from "../harness/load.ts";
import { devicePrefix } from "../harness/ground.ts";
import { telemetry } from "../harness/traffic.ts";
import { assertNothingTaken, oneBrokerBoundMs } from "./brokers.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Share of requests that were answered 5xx or not at all. */
function failedShare(load: Load, since: number): number {
  const attempts = load.since(since);
  return attempts.filter(({ status }) => status === 0 || status >= 500).length / Math.max(1, attempts.length);
}

const killed: FaultCase = {
  id: "F5",
  title:
    "loses nothing when it is killed between Kafka's acknowledgement and its own, and drops nothing in a rolling restart",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    for (let kill = 0; kill < run.scale.factor; kill += 1) {
      // Brokers answer every produce request: the nth answer is there, and what it acknowledges is not answered yet.
      let answers = run.random.between(5, 40);
      const died = new Promise<void>((resolve) => {
        for (const { proxy } of run.ground.cluster.brokers) {
          proxy.onBytes = (direction) => {
            if (direction === "forth" || (answers -= 1) > 0) return;
            collector.killNow();
            resolve();
          };
        }
      });
      await died;
      for (const { proxy } of run.ground.cluster.brokers) proxy.onBytes = undefined;
      const since = Date.now();
      await pause(100);
      await collector.ready();
      await run.recovers(load, since, oneBrokerBoundMs);
    }
    await load.stop();
    // As a Deployment does it: another is ready before the first is told to end, and hears of no new connection then.
    let serving = collector;
    const rolling = run.load(
      {
        get url() {
          return serving.url;
        },
      },
      { name: "rolling" },
    );
    await rolling.recovered(Date.now(), oneBrokerBoundMs);
    const began = Date.now();
    for (let roll = 0; roll < run.scale.factor; roll += 1) {
      const old = serving;
      serving = await run.collector();
      assert.equal(await old.end("SIGTERM"), 0, "the exit code after a drain");
      await rolling.recovered(Date.now(), oneBrokerBoundMs);
    }
    run.figures.failedShareInRollingRestart = failedShare(rolling, began);
    assert.equal(run.figures.failedShareInRollingRestart, 0, "requests failed in the rolling restart");
  },
};

const doubled: FaultCase = {
  id: "F6",
  title: "takes what is sent twice, also across a restart, in copies that differ in ingest_ts alone",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    const again = run.sender(collector);
    await pause(1_500 * run.scale.factor);
    const resend = async (): Promise<number> => {
      const batches = load.acknowledged.filter(() => run.random.next() < 0.05);
      for (const batch of batches) assert.equal((await again.send(batch)).status, 200);
      return batches.reduce((sum, batch) => sum + batch.length, 0);
    };
    let resent = await resend();
    assert.equal(await collector.end("SIGTERM"), 0);
    await collector.startReady();
    await load.recovered(Date.now(), oneBrokerBoundMs);
    resent += await resend();
    assert.ok(resent > 0, "nothing was sent twice");
    run.figures.resent = resent;
  },
};

/** What becomes of an event whose device's clock is this far ahead. */
const clocks: readonly (readonly [string, Date, "accepted" | "too_old" | "too_new"])[] = [
  ["an hour behind", new Date(Date.now() - hourMs), "accepted"],
  ["a day behind", new Date(Date.now() - dayMs), "accepted"],
  ["eight days behind", new Date(Date.now() - 8 * dayMs), "too_old"],
  ["in 1970", new Date(0), "too_old"],
  ["an hour ahead", new Date(Date.now() + hourMs), "too_new"],
  ["a day ahead", new Date(Date.now() + dayMs), "too_new"],
  ["in 2038", new Date("2038-01-19T03:14:08Z"), "too_new"],
];

const skewedClocks: FaultCase = {
  id: "F16",
  title: "judges event_ts by its bounds whatever devices' clocks say, and loses nothing when its own clock is set",
  async run(run) {
    const collector = await run.collector();
    const devices = run.sender(collector);
    for (const [index, [what, at, expected]] of clocks.entries()) {
      const event = telemetry(run.random, `${devicePrefix}skewed-${index}`, 1, at);
      const { status, answer } = await devices.send([event]);
      assert.equal(status, 200, what);
      const [result] = answer?.results ?? [];
      assert.equal(result?.code ?? result?.outcome, expected, `a device ${what}`);
    }
    // Devices follow: what is tested is the collector's own deadlines, of which none may be told by the clock on the wall.
    let ahead = 0;
    const load = run.load(collector, { clock: () => new Date(Date.now() + ahead) });
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const began = Date.now();
    const set = (step: number): void => {
      ahead = step;
      collector.shiftClock(step);
    };
    for (const step of run.random.shuffled([hourMs / 2, -hourMs, -dayMs]).slice(0, 1 + run.scale.factor)) {
      set(step);
      await pause(300);
      await run.recovers(load, Date.now(), oneBrokerBoundMs);
      await pause(700);
    }
    set(0);
    await pause(500);
    assert.equal(failedShare(load, began), 0, "requests failed when the clock was set");
    // Brokers refuse records of more than an hour ahead of them (log.message.timestamp.after.max.ms).
    set(dayMs);
    await assertNothingTaken(load, Date.now(), 500);
    set(0);
    await run.recovers(load, Date.now(), oneBrokerBoundMs);
  },
};

const burst: FaultCase = {
  id: "F21",
  title: "answers a burst four times its load, most of it of one device, with 200 or 429 and bounded memory",
  async run(run) {
    // Room for about half of the burst: the rest must hear that there is too much.
    const collector = await run.collector({ limits: { inFlightBytes: 512 * 1024, inFlightRequests: 24 } });
    const steady = run.load(collector, { name: "steady", workers: 8, pauseMs: 20 });
    await steady.recovered(Date.now(), oneBrokerBoundMs);
    const hot = run.load(collector, { name: "hot", workers: 24, devicesPerWorker: 1, batch: 100, pauseMs: 1 });
    const cool = run.load(collector, { name: "cool", workers: 8, pauseMs: 1 });
    await pause(3_000 * run.scale.factor);
    const attempts = [...steady.attempts, ...hot.attempts, ...cool.attempts];
    await Promise.all([hot.stop(), cool.stop()]);
    const silent = attempts.filter(({ status }) => status !== 200 && status !== 429);
    assert.deepEqual(silent, [], "something other than 200 or 429");
    const taken = attempts.filter(({ status }) => status === 200).map(({ milliseconds }) => milliseconds);
    run.figures.tooMany = attempts.length - taken.length;
    run.figures.p99Ms = taken.sort((one, other) => one - other)[Math.floor(taken.length * 0.99)] ?? 0;
    assert.ok(
      run.figures.tooMany > 0 || run.figures.p99Ms < 100,
      `p99 is ${run.figures.p99Ms} ms and nobody heard 429`,
    );
    await steady.recovered(Date.now(), oneBrokerBoundMs);
  },
};

export const senderCases: readonly FaultCase[] = [killed, doubled, skewedClocks, burst];
