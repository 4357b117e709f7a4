import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import type { ConnectionOptions } from "node:tls";
import type { KafkaAccess } from "../../../local/runtime/kafka/access.ts";
import { withAdmin } from "../../../local/runtime/kafka/admin.ts";
import { type Authority, authority, issue } from "../../../local/runtime/kafka/certificates.ts";
import { ClassArchive } from "../../../local/runtime/kafka/class-archive.ts";
import { serverProperties } from "../../../local/runtime/kafka/server-properties.ts";
import { formatStorage, kafkaId, type KafkaProgram } from "../../../local/runtime/kafka/storage.ts";
import { openLog } from "../../../local/runtime/log.ts";
import { type BrokerPorts, type Ports, portsFrom } from "../../../local/runtime/ports.ts";
import type { StateDirectory } from "../../../local/runtime/state-directory.ts";
import { toolchain } from "../../../local/toolchain/index.ts";
import { freePortBase, temporaryState } from "../../local/runtime/temporary-state.ts";
import { topics as declared } from "../../../contracts/events/topics.ts";
import { type PartitionState, TopicReader } from "../reader/topic-reader.ts";
import { TcpProxy } from "./tcp-proxy.ts";
import { until } from "./until.ts";

const brokers = 3;
/** Of every topic. Enough that each broker leads some. */
const partitions = 3;
const startBoundMs = 90_000;
/** A broker or a consumer that is dead is taken for dead after this, not after Kafka's 9 and 45 s: runs are waited for. */
const configured = ["broker.session.timeout.ms=4000", "group.min.session.timeout.ms=1000"].join("\n");
/** As the one-machine cloud starts brokers. */
const javaOptions = ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"];
const topicNames = Object.values(declared).map(({ name }) => name);

/** One broker, which is also a controller, and the link over which clients reach it. */
export class FaultBroker {
  readonly nodeId: number;
  readonly dataFolder: string;
  readonly logFile: string;
  /** Clients know the broker by the proxy's address. */
  readonly proxy: TcpProxy;
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;

  constructor(nodeId: number, folder: string, proxy: TcpProxy, command: readonly string[]) {
    this.nodeId = nodeId;
    this.dataFolder = path.join(folder, "data");
    this.logFile = path.join(folder, "broker.log");
    this.proxy = proxy;
    this.#command = command;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    if (this.#child !== undefined) throw new Error(`Broker ${this.nodeId} runs already.`);
    const [java = "", ...args] = this.#command;
    const output = openLog(this.logFile);
    const child = spawn(java, args, { stdio: ["ignore", output, output], env: { PATH: process.env.PATH } });
    fs.closeSync(output);
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
    });
    this.#child = child;
  }

  /** Returns when the process is gone. SIGTERM lets it hand over what it leads first. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const gone = once(child, "exit");
    child.kill(signal);
    // A stopped process does not end by SIGTERM.
    if (signal === "SIGTERM") child.kill("SIGCONT");
    await gone;
  }

  /** Stops it where it stands; its connections stay. */
  pause(): void {
    this.#child?.kill("SIGSTOP");
  }

  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  /**
   * Lets no file of the broker grow beyond this: the next write to its log fails, as on a full disk. The limit goes with
   * the process. Needs no right and no disk of its own, unlike a mounted one.
   *
   * @see https://man7.org/linux/man-pages/man1/prlimit.1.html
   */
  limitFiles(bytes: number): void {
    if (this.#child?.pid === undefined) throw new Error(`Broker ${this.nodeId} does not run.`);
    execFileSync("prlimit", ["--pid", String(this.#child.pid), `--fsize=${bytes}:`]);
  }

  /** Waits until a broker that cannot go on has ended by itself. */
  async ended(): Promise<void> {
    if (this.#child !== undefined) await once(this.#child, "exit");
  }
}

/** Three brokers whose clients reach them through proxies, and whose processes can be paused, killed and starved. */
export class FaultCluster {
  readonly brokers: readonly FaultBroker[];
  readonly reader: TopicReader;
  readonly access: KafkaAccess;
  /** Ports that nothing else of the suite uses. */
  readonly ports: Ports;
  readonly #state: StateDirectory;
  readonly #adminTls: ConnectionOptions;

  private constructor(state: StateDirectory, ports: Ports, tls: Authority, nodes: readonly FaultBroker[]) {
    this.#state = state;
    this.ports = ports;
    this.brokers = nodes;
    const internal = nodes.map((_, slot) => `localhost:${ports.broker(slot).internal}`);
    this.access = {
      clusterName: "faults",
      clusterArn: "arn:aws:kafka:us-east-1:000000000000:cluster/faults/00000000-0000-0000-0000-000000000000-1",
      bootstrapBrokersSaslScram: nodes.map(({ proxy }) => `localhost:${proxy.port}`),
      bootstrapBrokersAdmin: internal,
      caFile: tls.caFile,
      adminCertificateFile: tls.adminCertificateFile,
      adminKeyFile: tls.adminKeyFile,
    };
    this.#adminTls = {
      ca: fs.readFileSync(tls.caFile),
      cert: fs.readFileSync(tls.adminCertificateFile),
      key: fs.readFileSync(tls.adminKeyFile),
    };
    this.reader = this.newReader();
  }

  /** Starts the brokers, makes the platform's topics, and waits until all replicas are in sync. */
  static async start(): Promise<FaultCluster> {
    const { java, kafka } = await toolchain(["java", "kafka"], (line) => {
      console.log(line);
    });
    if (java === undefined || kafka === undefined) throw new Error("The toolchain gave no Java or no Kafka.");
    const program = { java, classpath: kafka.classpath };
    const state = temporaryState();
    const ports = portsFrom(await freePortBase());
    const tls = await authority(state.tls);
    const nodes = await makeNodes({ state, ports, tls, program });
    const cluster = new FaultCluster(state, ports, tls, nodes);
    // A run that is ended from outside runs no hooks, and brokers outlive it.
    process.once("exit", () => {
      for (const node of nodes) void node.end("SIGKILL");
      fs.rmSync(state.root, { recursive: true, force: true });
    });
    for (const node of nodes) node.start();
    await cluster.#allThere();
    await withAdmin(cluster.access, (admin) =>
      admin.createTopics({ topics: topicNames, partitions, replicas: brokers }),
    );
    await cluster.inSync();
    return cluster;
  }

  /** A reader that has read nothing yet. */
  newReader(): TopicReader {
    return new TopicReader(this.access.bootstrapBrokersAdmin, this.#adminTls, topicNames);
  }

  broker(nodeId: number): FaultBroker {
    const found = this.brokers.find((broker) => broker.nodeId === nodeId);
    if (found === undefined) throw new RangeError(`There is no broker ${nodeId}.`);
    return found;
  }

  /** Waits until every replica of every partition is in sync. Starts what does not run. */
  async inSync(boundMs = startBoundMs): Promise<void> {
    for (const broker of this.brokers) if (!broker.running) broker.start();
    await until(boundMs, "All replicas are in sync", async () => {
      const views = await this.reader.views();
      return views.length === brokers && views.every(({ partitions: all }) => isWhole(all));
    });
  }

  /** Ends every fault: links are whole, brokers run and have all records. */
  async heal(): Promise<void> {
    for (const broker of this.brokers) {
      broker.proxy.heal();
      broker.resume();
    }
    await this.inSync();
  }

  async dispose(): Promise<void> {
    await Promise.all(this.brokers.map((broker) => broker.end("SIGKILL")));
    await Promise.all(this.brokers.map(({ proxy }) => proxy.close()));
    fs.rmSync(this.#state.root, { recursive: true, force: true });
  }

  async #allThere(): Promise<void> {
    await until(startBoundMs, "All brokers are there", async () => {
      const views = await this.reader.views();
      return views.length === brokers && views.every(({ brokers: known }) => known.size === brokers);
    });
  }
}

function isWhole(all: readonly PartitionState[]): boolean {
  return (
    all.length === topicNames.length * partitions &&
    all.every(({ leader, inSync }) => leader >= 0 && inSync.length === brokers)
  );
}

interface Ground {
  readonly state: StateDirectory;
  readonly ports: Ports;
  readonly tls: Authority;
  readonly program: KafkaProgram;
}

async function makeNodes({ state, ports, tls, program }: Ground): Promise<readonly FaultBroker[]> {
  const slots = Array.from({ length: brokers }, (_, slot) => slot);
  const nodes = slots.map((slot) => ports.broker(slot));
  const archive = new ClassArchive(program, state.kafka);
  const files = await Promise.all(
    slots.map(async (slot) => {
      const folder = path.join(state.kafka, String(slot + 1));
      fs.mkdirSync(folder, { recursive: true });
      const proxy = await TcpProxy.start(ports.broker(brokers + slot).client, ports.broker(slot).client);
      const propertiesFile = path.join(folder, "server.properties");
      fs.writeFileSync(propertiesFile, await propertiesOf(slot + 1, { folder, nodes, tls, proxy }));
      return { nodeId: slot + 1, folder, dataFolder: path.join(folder, "data"), propertiesFile, proxy };
    }),
  );
  await formatStorage(program, kafkaId(), files);
  return files.map(({ nodeId, folder, propertiesFile, proxy }) => {
    const options = [...javaOptions, ...archive.options(false), `-Dlog4j2.configurationFile=${log4jFile(folder)}`];
    const command = [program.java, ...options, "-cp", program.classpath, "kafka.Kafka", propertiesFile];
    return new FaultBroker(nodeId, folder, proxy, command);
  });
}

interface NodeFiles {
  readonly folder: string;
  readonly nodes: readonly BrokerPorts[];
  readonly tls: Authority;
  readonly proxy: TcpProxy;
}

async function propertiesOf(nodeId: number, { folder, nodes, tls, proxy }: NodeFiles): Promise<string> {
  const principals = nodes.map((_, index) => `faults-broker-${index + 1}`);
  const { key, cert } = await issue(tls.ca, principals[nodeId - 1] ?? "");
  const keystoreFile = path.join(folder, "broker.pem");
  fs.writeFileSync(keystoreFile, `${key}\n${cert}\n`, { mode: 0o600 });
  const text = serverProperties({
    nodeId,
    nodes,
    controllers: brokers,
    principals,
    dataFolder: path.join(folder, "data"),
    keystoreFile,
    truststoreFile: tls.caFile,
    configured,
  });
  // Of a property that stands twice, Java takes the last.
  const internal = nodes[nodeId - 1]?.internal ?? 0;
  return `${text}advertised.listeners=CLIENT://localhost:${proxy.port},INTERNAL://localhost:${internal}\n`;
}

function log4jFile(folder: string): string {
  const file = path.join(folder, "log4j2.properties");
  fs.writeFileSync(file, log4j);
  return file;
}

const log4j = `rootLogger.level=WARN
rootLogger.appenderRef.out.ref=OUT
appender.out.type=Console
appender.out.name=OUT
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=[%d] %p %m (%c)%n
`;
