import assert from "node:assert/strict";
import { topics } from "../../../contracts/events/topics.ts";
import type { FaultBroker } from "../harness/fault-cluster.ts";
import type { FaultCase, FaultRun } from "../harness/fault-run.ts";
import { type Load, pause } from "../harness/load.ts";
import { until } from "../harness/until.ts";

/** Where one broker is away, the others take over within this. */
export const oneBrokerBoundMs = 30_000;
/** After a pause, a slow link or a full disk. */
export const longBoundMs = 60_000;

async function leader(run: FaultRun): Promise<FaultBroker> {
  const { partitions } = await run.ground.cluster.reader.cluster();
  const led = partitions.filter(({ topic, leader }) => topic === topics.telemetry.name && leader > 0);
  return run.ground.cluster.broker(run.random.pick(led).leader);
}

/** What must hold while Kafka cannot take anything: nothing is acknowledged, and the answers are 503 with Retry-After. */
export async function assertNothingTaken(load: Load, since: number, forMs: number): Promise<void> {
  await until(20_000, "The collector answers 503", () => load.since(since).some(({ status }) => status === 503));
  const from = Date.now();
  await pause(forMs);
  const during = load.since(from);
  assert.deepEqual(
    during.filter(({ status }) => status === 200),
    [],
    "acknowledged while Kafka could not take it",
  );
  const unavailable = load.since(since).filter(({ status }) => status === 503);
  for (const { code, retryAfterSeconds = 0 } of unavailable) {
    assert.equal(code, "unavailable");
    assert.ok(retryAfterSeconds >= 1, `Retry-After is ${retryAfterSeconds}`);
  }
}

const leaderLoss: FaultCase = {
  id: "F1",
  title: "loses nothing when leaders are killed one after the other and brokers are restarted",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    for (let chase = 0; chase < run.scale.factor; chase += 1) {
      const broker = await leader(run);
      const since = Date.now();
      await broker.end("SIGKILL");
      await run.recovers(load, since, oneBrokerBoundMs);
      await run.ground.cluster.inSync();
    }
    // All of them in turn where there is time: one of them leads the controllers.
    const restarted = run.scale.factor > 1 ? run.random.shuffled(run.ground.cluster.brokers) : [];
    for (const broker of restarted) {
      const since = Date.now();
      await broker.end("SIGTERM");
      await run.recovers(load, since, oneBrokerBoundMs);
      await run.ground.cluster.inSync();
    }
  },
};

const minorityLeft: FaultCase = {
  id: "F2",
  title: "acknowledges nothing while two of three brokers are down, and goes on by itself after",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const [one, other] = run.random.shuffled(run.ground.cluster.brokers);
    assert(one !== undefined && other !== undefined);
    const signal = run.random.pick(["SIGKILL", "SIGTERM"] as const);
    await Promise.all([one.end(signal), other.end("SIGKILL")]);
    await assertNothingTaken(load, Date.now(), 1_000 * run.scale.factor);
    await until(oneBrokerBoundMs, "/readyz is 503", async () => (await collector.isReady()) === 503);
    const since = Date.now();
    await run.ground.cluster.inSync();
    await run.recovers(load, since, oneBrokerBoundMs);
    await collector.ready();
  },
};

const anyOrder: FaultCase = {
  id: "F3",
  title: "comes up healthy in whatever order brokers, AWS and the collector start",
  async run(run) {
    const { cluster, aws } = run.ground;
    const restart = run.scale.factor > 1;
    if (restart) await Promise.all(cluster.brokers.map((broker) => broker.end("SIGTERM")));
    for (const { proxy } of cluster.brokers) proxy.refuse();
    aws.refuse();
    const collector = await run.prepared();
    const appear: readonly (() => void)[] = [
      () => {
        collector.start();
      },
      () => {
        aws.heal();
      },
      ...cluster.brokers.map((broker) => () => {
        if (!broker.running) broker.start();
        broker.proxy.heal();
      }),
    ];
    for (const start of run.random.shuffled(appear)) {
      start();
      await pause(run.random.between(0, 800));
    }
    const since = Date.now();
    await collector.ready(longBoundMs);
    run.recoveries.push(Date.now() - since);
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
  },
};

const slowBroker: FaultCase = {
  id: "F4",
  title: "stays bounded and loses nothing when a broker stands still, or its link is slow, narrow or cut",
  async run(run) {
    const { random, scale } = run;
    const { brokers } = run.ground.cluster;
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const heal = async (end: () => void): Promise<void> => {
      end();
      await run.recovers(load, Date.now(), longBoundMs);
    };
    const paused = await leader(run);
    paused.pause();
    await pause(2_500 * scale.factor);
    await heal(() => {
      paused.resume();
    });
    const slow = random.pick(brokers);
    slow.proxy.slow({ latencyMs: scale.factor > 1 ? 2_000 : 500 });
    await pause(2_000 * scale.factor);
    await heal(() => {
      slow.proxy.heal();
    });
    const narrow = random.pick(brokers);
    narrow.proxy.slow({ bytesPerSecond: 20_000 });
    await pause(2_000 * scale.factor);
    await heal(() => {
      narrow.proxy.heal();
    });
    for (let cut = 0; cut < 3 * scale.factor; cut += 1) {
      random.pick(brokers).proxy.reset();
      await pause(random.between(50, 400));
    }
    await run.recovers(load, Date.now(), longBoundMs);
  },
};

const fullDisks: FaultCase = {
  id: "F9",
  title: "acknowledges nothing while the disks of two brokers are full, and goes on when there is room",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const full = run.random.shuffled(run.ground.cluster.brokers).slice(0, 2);
    for (const broker of full) broker.limitFiles(1);
    // A broker whose only log directory fails ends by itself; its supervisor would start it in vain.
    await Promise.all(full.map((broker) => broker.ended()));
    await assertNothingTaken(load, Date.now(), 1_000 * run.scale.factor);
    const since = Date.now();
    await run.ground.cluster.inSync();
    await run.recovers(load, since, longBoundMs);
  },
};

const partition: FaultCase = {
  id: "F19",
  title: "acknowledges nothing while the network drops what goes to the brokers or comes from them",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    for (const directions of run.random
      .shuffled([["back"], ["forth", "back"], ["forth"]] as const)
      .slice(0, 2 * run.scale.factor - 1)) {
      const since = Date.now();
      for (const { proxy } of run.ground.cluster.brokers) proxy.hold(...directions);
      await assertNothingTaken(load, since, 500 * run.scale.factor);
      const healed = Date.now();
      for (const { proxy } of run.ground.cluster.brokers) proxy.heal();
      await run.recovers(load, healed, oneBrokerBoundMs);
    }
  },
};

export const brokerCases: readonly FaultCase[] = [leaderLoss, minorityLeft, anyOrder, slowBroker, fullDisks, partition];
