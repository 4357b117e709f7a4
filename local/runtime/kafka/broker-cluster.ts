import * as fs from "node:fs";
import * as path from "node:path";
import type { Children } from "../children.ts";
import type { RuntimeLog } from "../log.ts";
import { accepts, type BrokerPorts, type Ports, requireFree } from "../ports.ts";
import type { StateDirectory } from "../state-directory.ts";
import { type ProcessStatus, SupervisedProcess } from "../supervised-process.ts";
import type { KafkaAccess } from "./access.ts";
import { brokerCount } from "./admin.ts";
import { type Authority, issue } from "./certificates.ts";
import { ClassArchive } from "./class-archive.ts";
import { clusterFolder, type ClusterRecord } from "./cluster-record.ts";
import { serverProperties } from "./server-properties.ts";
import { formatStorage, type KafkaProgram } from "./storage.ts";

/** What brokers of any cluster need. */
export interface BrokerEnvironment {
  readonly state: StateDirectory;
  readonly ports: Ports;
  readonly children: Children;
  readonly log: RuntimeLog;
  readonly program: KafkaProgram;
  readonly authority: Authority;
  /** Options of a broker's JVM. @default - for a start that is quick, with little memory */
  readonly jvmOptions?: readonly string[];
}

/**
 * Small heaps: a broker with little data lives mostly outside its heap. The first compiler only: on two processors it
 * starts three brokers in half the time, which is what is waited for here.
 */
const quickStart = ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"];
const readyBoundMs = 90_000;
const stopBoundMs = 15_000;

/** The brokers of one cluster. */
export class BrokerCluster {
  readonly #environment: BrokerEnvironment;
  readonly #archive: ClassArchive;
  #record: ClusterRecord;
  #brokers: readonly SupervisedProcess[] = [];
  #stopping = false;

  constructor(environment: BrokerEnvironment, record: ClusterRecord) {
    this.#environment = environment;
    this.#record = record;
    this.#archive = new ClassArchive(environment.program, clusterFolder(environment.state.kafka, record.name));
  }

  get record(): ClusterRecord {
    return this.#record;
  }

  get processes(): readonly ProcessStatus[] {
    return this.#brokers.map((broker) => broker.status);
  }

  get access(): KafkaAccess {
    const { authority } = this.#environment;
    return {
      clusterName: this.#record.name,
      clusterArn: this.#record.arn,
      bootstrapBrokersSaslScram: this.#nodes().map(({ client }) => `localhost:${client}`),
      bootstrapBrokersAdmin: this.#nodes().map(({ internal }) => `localhost:${internal}`),
      caFile: authority.caFile,
      adminCertificateFile: authority.adminCertificateFile,
      adminKeyFile: authority.adminKeyFile,
    };
  }

  /**
   * Starts all brokers side by side and waits until each knows the others.
   *
   * @throws {PortBusyError} or an Error with the end of a broker's log. What was started is stopped again.
   */
  async start(): Promise<void> {
    const { name, kafkaClusterId } = this.#record;
    const { ports, program, log } = this.#environment;
    const startedAt = Date.now();
    this.#stopping = false;
    for (const [index, node] of this.#nodes().entries()) {
      for (const port of [node.client, node.internal, node.controller]) {
        await requireFree(port, `broker ${index + 1} of ${name}`, ports.base);
      }
    }
    log.say(`Kafka ${name}: starting ${this.#nodes().length} brokers`);
    await this.#writeFiles();
    await formatStorage(program, kafkaClusterId, this.#nodeFiles());
    if (this.#isStopping()) throw new Error(`Kafka ${name}: stopped while it was starting.`);
    this.#brokers = this.#nodeFiles().map((_, index) => this.#process(index + 1));
    try {
      await Promise.all(this.#brokers.map((broker) => broker.start()));
      await this.#allJoined();
    } catch (error) {
      await this.stop();
      throw error;
    }
    log.say(`Kafka ${name}: ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }

  /** Stops all brokers in order; their data stays. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#brokers.map((broker) => broker.stop()));
    this.#archive.keep();
  }

  /** Takes over a record in which nothing that brokers read has changed. */
  keep(record: ClusterRecord): Promise<void> {
    this.#record = record;
    return Promise.resolve();
  }

  /** Takes over changed settings: restarts the brokers that are there, one after the other, and starts new ones. */
  async change(record: ClusterRecord): Promise<void> {
    const before = this.#brokers;
    this.#record = record;
    await this.#writeFiles();
    await formatStorage(this.#environment.program, record.kafkaClusterId, this.#nodeFiles());
    const added = this.#nodeFiles()
      .slice(before.length)
      .map((_, index) => this.#process(before.length + index + 1));
    this.#brokers = [...before, ...added];
    for (const broker of before) {
      await broker.stop();
      await broker.start();
      await this.#allJoined(before.length);
    }
    await Promise.all(added.map((broker) => broker.start()));
    await this.#allJoined();
  }

  /** As a call, because it may change while a start waits. */
  #isStopping(): boolean {
    return this.#stopping;
  }

  #nodes(): readonly BrokerPorts[] {
    return this.#record.slots.map((slot) => this.#environment.ports.broker(slot));
  }

  #nodeFiles(): readonly { nodeId: number; folder: string; dataFolder: string; propertiesFile: string }[] {
    const { state } = this.#environment;
    return this.#record.slots.map((_, index) => {
      const folder = path.join(clusterFolder(state.kafka, this.#record.name), String(index + 1));
      const inFolder = (name: string): string => path.join(folder, name);
      return { nodeId: index + 1, folder, dataFolder: inFolder("data"), propertiesFile: inFolder("server.properties") };
    });
  }

  async #writeFiles(): Promise<void> {
    const { authority } = this.#environment;
    const files = this.#nodeFiles();
    const principals = files.map(({ nodeId }) => `${this.#record.name}-broker-${nodeId}`);
    for (const [index, { nodeId, folder, dataFolder, propertiesFile }] of files.entries()) {
      fs.mkdirSync(folder, { recursive: true });
      const keystoreFile = path.join(folder, "broker.pem");
      if (!fs.existsSync(keystoreFile)) {
        const { key, cert } = await issue(authority.ca, principals[index] ?? "");
        fs.writeFileSync(keystoreFile, `${key}\n${cert}\n`, { mode: 0o600 });
      }
      const text = serverProperties({
        nodeId,
        nodes: this.#nodes(),
        controllers: this.#record.controllers,
        principals,
        dataFolder,
        keystoreFile,
        truststoreFile: authority.caFile,
        configured: this.#record.serverProperties,
      });
      fs.writeFileSync(propertiesFile, text, { mode: 0o600 });
    }
    fs.writeFileSync(this.#log4jFile(), log4j);
  }

  #log4jFile(): string {
    return path.join(clusterFolder(this.#environment.state.kafka, this.#record.name), "log4j2.properties");
  }

  #process(nodeId: number): SupervisedProcess {
    const { state, program, children, log } = this.#environment;
    const files = this.#nodeFiles()[nodeId - 1];
    const node = this.#nodes()[nodeId - 1];
    if (files === undefined || node === undefined)
      throw new RangeError(`${this.#record.name} has no broker ${nodeId}.`);
    return new SupervisedProcess(
      {
        name: `Kafka ${this.#record.name}/${nodeId}`,
        command: program.java,
        args: [
          ...(this.#environment.jvmOptions ?? quickStart),
          ...this.#archive.options(nodeId === 1),
          `-Dlog4j2.configurationFile=${this.#log4jFile()}`,
          "-cp",
          program.classpath,
          "kafka.Kafka",
          files.propertiesFile,
        ],
        cwd: files.folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME },
        logFile: path.join(state.logs, `kafka-${this.#record.name}-${nodeId}.log`),
        isReady: () => accepts(node.client),
        readyBoundMs,
        stopBoundMs,
      },
      children,
      log,
    );
  }

  async #allJoined(expected = this.#brokers.length): Promise<void> {
    const deadline = Date.now() + readyBoundMs;
    let known = 0;
    let reason = "";
    while (Date.now() < deadline) {
      try {
        known = await brokerCount(this.access);
      } catch (error) {
        reason = error instanceof Error ? `: ${error.message}` : "";
      }
      if (known === expected) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `Kafka ${this.#record.name}: only ${known} of ${expected} brokers joined after ${readyBoundMs / 1000} s${reason}. ` +
        `Their logs: ${path.join(this.#environment.state.logs, `kafka-${this.#record.name}-*.log`)}`,
    );
  }
}

/** Warnings and worse, to the standard output that is the broker's log. */
const log4j = `rootLogger.level=WARN
rootLogger.appenderRef.out.ref=OUT
appender.out.type=Console
appender.out.name=OUT
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=[%d] %p %m (%c)%n
`;
