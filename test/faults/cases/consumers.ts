import assert from "node:assert/strict";
import * as fs from "node:fs";
import { Consumer, ListOffsetTimestamps, MessagesStreamFallbackModes, MessagesStreamModes } from "@platformatic/kafka";
import { topics } from "../../../contracts/events/topics.ts";
import { withAdmin } from "../../../local/runtime/kafka/admin.ts";
import type { FaultCluster } from "../harness/fault-cluster.ts";
import type { FaultCase, FaultRun } from "../harness/fault-run.ts";
import { pause } from "../harness/load.ts";
import { until } from "../harness/until.ts";
import { longBoundMs, oneBrokerBoundMs } from "./brokers.ts";

/** A member of a group that takes its time, and commits what it has worked on. */
class SlowMember {
  readonly #run: FaultRun;
  readonly #group: string;
  readonly #reading: Promise<void>;
  #consumer: Consumer | undefined;
  #ended = false;

  constructor(run: FaultRun, group: string, worked: (place: string) => void) {
    this.#run = run;
    this.#group = group;
    this.#reading = this.#read(worked);
  }

  /** Ends it as a crash does: nothing more is committed. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#consumer?.close(true);
    await this.#reading;
  }

  /** Comes back when it has lost its place in a rebalance; what it had not committed goes to whoever has the place then. */
  async #read(worked: (place: string) => void): Promise<void> {
    while (!this.#ended) {
      const consumer = this.#join();
      this.#consumer = consumer;
      try {
        await this.#work(consumer, worked);
      } catch {
        await pause(rejoinMs);
      } finally {
        await consumer.close(true).catch(() => undefined); // it may be closed already
      }
    }
  }

  #join(): Consumer {
    const { access } = this.#run.ground.cluster;
    return new Consumer({
      clientId: this.#group,
      groupId: this.#group,
      bootstrapBrokers: [...access.bootstrapBrokersAdmin],
      tls: {
        ca: fs.readFileSync(access.caFile),
        cert: fs.readFileSync(access.adminCertificateFile),
        key: fs.readFileSync(access.adminKeyFile),
      },
      sessionTimeout: 2_000,
      heartbeatInterval: 300,
      rebalanceTimeout: 2_000,
      autocommit: false,
    });
  }

  async #work(consumer: Consumer, worked: (place: string) => void): Promise<void> {
    const stream = await consumer.consume({
      topics: [topics.telemetry.name],
      mode: MessagesStreamModes.COMMITTED,
      fallbackMode: MessagesStreamFallbackModes.EARLIEST,
      maxWaitTime: 100,
    });
    let count = 0;
    for await (const message of stream) {
      worked(`${message.partition}@${message.offset}`);
      count += 1;
      if (count % 100 === 0) {
        await message.commit();
        await pause(20);
      }
    }
  }
}

const rejoinMs = 200;

/** Has a group that nobody is in yet begin with what comes from now on: earlier runs' events are not its work. */
async function beginNow({ access, reader }: FaultCluster, groupId: string): Promise<void> {
  const { name } = topics.telemetry;
  const { partitions } = await reader.cluster();
  const timestamps = partitions
    .filter(({ topic }) => topic === name)
    .map(({ partition }) => ({ partitionIndex: partition, timestamp: ListOffsetTimestamps.LATEST }));
  await withAdmin(access, async (admin) => {
    const ends = await admin.listOffsets({ topics: [{ name, partitions: timestamps }] });
    const partitionOffsets = ends.flatMap((topic) =>
      topic.partitions.map(({ partitionIndex, offset }) => ({ partition: partitionIndex, offset })),
    );
    await admin.alterConsumerGroupOffsets({ groupId, topics: [{ name, partitionOffsets }] });
  });
}

const rebalanceStorm: FaultCase = {
  id: "F10",
  title: "lets a slow group of consumers skip no offset while its members come and go, and catch up",
  async run(run) {
    const collector = await run.collector();
    const reader = run.ground.cluster.newReader();
    await reader.read();
    const group = `storm-${run.random.uuid()}`;
    await beginNow(run.ground.cluster, group);
    const load = run.load(collector, { pauseMs: 60 });
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const worked = new Set<string>();
    const join = (): SlowMember => new SlowMember(run, group, (place) => worked.add(place));
    const members = [join(), join()];
    for (let change = 0; change < 3 * run.scale.factor; change += 1) {
      await pause(run.random.between(500, 1_500));
      if (members.length < 2 || (members.length < 4 && run.random.next() < 0.5)) members.push(join());
      else await members.splice(run.random.between(0, members.length - 1), 1)[0]?.end();
    }
    await load.stop();
    const stopped = Date.now();
    const written = (await reader.read()).filter(({ topic }) => topic === topics.telemetry.name);
    const missing = (): readonly string[] =>
      written.map(({ partition, offset }) => `${partition}@${offset}`).filter((place) => !worked.has(place));
    try {
      await until(longBoundMs, "The group has caught up", () => missing().length === 0);
    } finally {
      await Promise.all(members.map((member) => member.end()));
    }
    run.figures.catchUpSeconds = (Date.now() - stopped) / 1_000;
    assert.deepEqual(missing(), []);
  },
};

export const consumerCases: readonly FaultCase[] = [rebalanceStorm];
