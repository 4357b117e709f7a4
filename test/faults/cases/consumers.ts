import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import * as readline from "node:readline";
import { ListOffsetTimestamps } from "@platformatic/kafka";
import { topics } from "../../../contracts/events/topics.ts";
import { withAdmin } from "../../../local/runtime/kafka/admin.ts";
import type { FaultCluster } from "../harness/fault-cluster.ts";
import type { FaultCase } from "../harness/fault-run.ts";
import { pause } from "../harness/load.ts";
import type { Membership } from "../harness/slow-member.ts";
import { until } from "../harness/until.ts";
import { longBoundMs, oneBrokerBoundMs } from "./brokers.ts";

const program = path.join(import.meta.dirname, "../harness/slow-member.ts");

/** A process that is a member of a group. It is started again when it ends by itself, as one that lost its place in a rebalance does. */
class SlowMember {
  readonly #membership: Membership;
  readonly #worked: (place: string) => void;
  #child: ChildProcess;
  #ended = false;

  constructor(membership: Membership, worked: (place: string) => void) {
    this.#membership = membership;
    this.#worked = worked;
    this.#child = this.#start();
  }

  /** Kills it: nothing more is committed. Resolves when all that it had worked on is known. */
  async end(): Promise<void> {
    this.#ended = true;
    const gone = once(this.#child, "close");
    this.#child.kill("SIGKILL");
    await gone;
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [...process.execArgv, program], {
      stdio: ["ignore", "pipe", "ignore"],
      env: { PATH: process.env.PATH, SLOW_MEMBER: JSON.stringify(this.#membership) },
    });
    readline.createInterface({ input: child.stdout }).on("line", this.#worked);
    child.once("exit", () => {
      if (!this.#ended) this.#child = this.#start();
    });
    return child;
  }
}

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
    const membership = { group, topic: topics.telemetry.name, access: run.ground.cluster.access };
    const worked = new Set<string>();
    const join = (): SlowMember => new SlowMember(membership, (place) => worked.add(place));
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
