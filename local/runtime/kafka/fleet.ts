import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { brokerSlots } from "../ports.ts";
import type { ProcessStatus } from "../supervised-process.ts";
import type { KafkaAccess } from "./access.ts";
import { BrokerCluster, type BrokerEnvironment } from "./broker-cluster.ts";
import { clusterFolder, type ClusterRecord, readRecords, writeRecord } from "./cluster-record.ts";
import { kafkaId } from "./storage.ts";

/** What is asked of a new cluster. */
export interface ClusterRequest {
  readonly name: string;
  /** Everything of the ARN before the UUID: `arn:aws:kafka:<region>:<account>:cluster/<name>`. */
  readonly arnPrefix: string;
  readonly brokers: number;
  /** `server.properties` of the MSK configuration; empty without one. */
  readonly serverProperties: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** More controllers than this make a quorum slower, not safer. */
const mostControllers = 3;

/** The Kafka clusters of one state directory. */
export class KafkaFleet {
  readonly #environment: BrokerEnvironment;
  readonly #clusters = new Map<string, BrokerCluster>();
  #stopping = false;

  constructor(environment: BrokerEnvironment) {
    this.#environment = environment;
  }

  get processes(): readonly ProcessStatus[] {
    return [...this.#clusters.values()].flatMap((cluster) => cluster.processes);
  }

  get all(): readonly KafkaAccess[] {
    return [...this.#clusters.values()].map((cluster) => cluster.access);
  }

  /** The cluster of this name or ARN. */
  find(nameOrArn: string): BrokerCluster | undefined {
    return (
      this.#clusters.get(nameOrArn) ?? [...this.#clusters.values()].find((cluster) => cluster.record.arn === nameOrArn)
    );
  }

  /** Starts the clusters that earlier runs made. */
  async startKept(): Promise<void> {
    const { state } = this.#environment;
    for (const record of readRecords(state.kafka)) {
      this.#clusters.set(record.name, new BrokerCluster(this.#environment, record));
    }
    await Promise.all([...this.#clusters.values()].map((cluster) => cluster.start()));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#clusters.values()].map((cluster) => cluster.stop()));
  }

  /**
   * Makes and starts a cluster. Nothing stays of one that could not be started.
   *
   * @throws Error when the ports for its brokers are used up or busy, or a broker does not start.
   */
  async create(request: ClusterRequest): Promise<BrokerCluster> {
    if (this.#stopping) throw new Error("The one-machine cloud is stopping; no cluster can be made.");
    const uuid = `${randomUUID()}-1`;
    const cluster = new BrokerCluster(this.#environment, {
      name: request.name,
      arn: `${request.arnPrefix}/${uuid}`,
      uuid,
      kafkaClusterId: kafkaId(),
      currentVersion: version(),
      slots: this.#freeSlots(request.brokers),
      controllers: Math.min(mostControllers, request.brokers),
      serverProperties: request.serverProperties,
      inputs: request.inputs,
    });
    // In the list from now on: its name and its slots are taken.
    this.#clusters.set(request.name, cluster);
    try {
      await cluster.start();
      writeRecord(this.#environment.state.kafka, cluster.record);
    } catch (error) {
      await this.remove(cluster);
      throw error;
    }
    return cluster;
  }

  /** Gives a cluster other settings or more brokers. */
  async change(
    cluster: BrokerCluster,
    change: Pick<ClusterRequest, "brokers" | "serverProperties" | "inputs">,
  ): Promise<void> {
    const { record } = cluster;
    const added = change.brokers - record.slots.length;
    const changed: ClusterRecord = {
      ...record,
      currentVersion: version(),
      slots: [...record.slots, ...this.#freeSlots(Math.max(0, added))],
      serverProperties: change.serverProperties,
      inputs: change.inputs,
    };
    // Kept first: what a crash interrupts, the next start completes.
    writeRecord(this.#environment.state.kafka, changed);
    const restarts = added > 0 || changed.serverProperties !== record.serverProperties;
    await (restarts ? cluster.change(changed) : cluster.keep(changed));
  }

  /** Stops a cluster and deletes its data. */
  async remove(cluster: BrokerCluster): Promise<void> {
    await cluster.stop();
    fs.rmSync(clusterFolder(this.#environment.state.kafka, cluster.record.name), { recursive: true, force: true });
    this.#clusters.delete(cluster.record.name);
  }

  #freeSlots(count: number): number[] {
    const taken = new Set([...this.#clusters.values()].flatMap((cluster) => cluster.record.slots));
    const free = Array.from({ length: brokerSlots }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    if (free.length >= count) return free.slice(0, count);
    throw new Error(
      `The one-machine cloud has ports for ${brokerSlots} brokers, ${taken.size} are in use, and ${count} more were asked for. ` +
        "Ask for fewer in streaming:brokersPerZone, or destroy a cluster.",
    );
  }
}

/** MSK's form of a cluster version: K and 13 letters or digits. */
function version(): string {
  return `K${randomUUID().replaceAll("-", "").slice(0, 13).toUpperCase()}`;
}
