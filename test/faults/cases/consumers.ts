import assert from "node:assert/strict";
import * as fs from "node:fs";
import { Consumer, MessagesStreamFallbackModes, MessagesStreamModes } from "@platformatic/kafka";
import { topics } from "../../../contracts/events/topics.ts";
import type { FaultCase, FaultRun } from "../harness/fault-run.ts";
import { pause } from "../harness/load.ts";
import { until } from "../harness/until.ts";
import { longBoundMs, oneBrokerBoundMs } from "./brokers.ts";

/** A member of a group that takes its time, and commits what it has worked on. */
class SlowMember {
  readonly #consumer: Consumer;
  readonly #reading: Promise<void>;

  constructor(run: FaultRun, group: string, worked: (place: string) => void) {
    const { access } = run.ground.cluster;
    this.#consumer = new Consumer({
      clientId: group,
      groupId: group,
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
    this.#reading = this.#read(worked);
  }

  /** Ends it as a crash does: nothing more is committed. */
  async end(): Promise<void> {
    await this.#consumer.close(true);
    await this.#reading;
  }

  async #read(worked: (place: string) => void): Promise<void> {
    try {
      const stream = await this.#consumer.consume({
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
    } catch {
      // It was ended, or lost its place in a rebalance; what it had not committed goes to others.
    }
  }
}

const rebalanceStorm: FaultCase = {
  id: "F10",
  title: "lets a slow group of consumers skip no offset while its members come and go, and catch up",
  async run(run) {
    const collector = await run.collector();
    const reader = run.ground.cluster.newReader();
    await reader.read();
    const load = run.load(collector, { pauseMs: 60 });
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const group = `storm-${run.random.uuid()}`;
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
