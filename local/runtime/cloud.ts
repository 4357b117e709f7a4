import type { Server } from "node:https";
import { toolchain } from "../toolchain/index.ts";
import { awsEndpoint } from "./aws-endpoint.ts";
import { Children } from "./children.ts";
import type { Control, Status } from "./control-api.ts";
import { requireSpace } from "./disk.ts";
import { emulatorEndpoint, emulatorProcess } from "./emulator.ts";
import { JournalFile } from "./journal.ts";
import { authority, issue } from "./kafka/certificates.ts";
import { Configurations } from "./kafka/configurations.ts";
import { KafkaFleet } from "./kafka/fleet.ts";
import type { KafkaProgram } from "./kafka/storage.ts";
import { LocalKubernetes } from "./kubernetes/local-kubernetes.ts";
import type { RuntimeLog } from "./log.ts";
import { listen, type Ports, requireFree } from "./ports.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { emulatorClients } from "./services/clients.ts";
import { serviceHandlers } from "./services/index.ts";
import { handlers as kubernetesHandlers } from "./services/kubernetes.ts";
import { handlers as msk } from "./services/msk.ts";
import { Sessions } from "./sessions.ts";
import type { StateDirectory } from "./state-directory.ts";
import type { SupervisedProcess } from "./supervised-process.ts";

const mebibyte = 1024 * 1024;
/** Between two looks for sessions whose client was killed. */
const sweepMs = 15_000;

/** What there is once the tools are. */
interface Parts {
  readonly emulator: SupervisedProcess;
  readonly fleet: KafkaFleet;
  /** The emulator's services over TLS. */
  readonly aws: Server;
  readonly kubernetes: LocalKubernetes;
  readonly sessions: Sessions;
}

/** Everything the supervisor runs: the AWS emulator, Kafka clusters, programs of Kubernetes, provider sessions. */
export class Cloud implements Control {
  readonly #state: StateDirectory;
  readonly #ports: Ports;
  readonly #log: RuntimeLog;
  readonly #children: Children;
  readonly #journal: JournalFile;
  #parts: Parts | undefined;
  #phase: Status["state"] = "starting";
  #error: string | undefined;
  #stopped: Promise<void> | undefined;

  constructor(state: StateDirectory, ports: Ports, log: RuntimeLog) {
    this.#state = state;
    this.#ports = ports;
    this.#log = log;
    this.#children = new Children(state.childrenFile);
    this.#journal = new JournalFile(state.journalFile);
  }

  /**
   * Brings everything up, with what earlier runs left.
   *
   * @throws Error naming the missing prerequisite, the busy port, the full disk, or the process that would not start.
   */
  async start(): Promise<void> {
    const { say } = this.#log;
    const endpoint = emulatorEndpoint(this.#ports);
    try {
      requireSpace(this.#state.root);
      await this.#children.stopOrphans(say);
      await requireFree(this.#ports.emulator, "the AWS emulator", this.#ports.base);
      await requireFree(this.#ports.aws, "AWS over TLS", this.#ports.base);
      const { emulator, fleet, aws, kubernetes, sessions } = (this.#parts = await this.#makeParts());
      if (this.#stopped !== undefined) throw new Error("Stopped while it was starting.");
      say("AWS emulator: starting");
      const emulatorReady = emulator.start().then(() => {
        say(`AWS emulator: ready on ${endpoint}`);
      });
      await listen(aws, this.#ports.aws);
      // Side by side, and none is left starting when another fails.
      const [first, second] = await Promise.allSettled([emulatorReady, fleet.startKept()]);
      for (const outcome of [first, second]) if (outcome.status === "rejected") throw outcome.reason;
      // Programs speak to both from their start.
      await kubernetes.start();
      if (this.#phase === "starting") this.#phase = "ready";
      // It must not keep alive a supervisor that has nothing else to do.
      setInterval(() => void sessions.closeAbandoned(), sweepMs).unref();
    } catch (error) {
      this.#phase = "failed";
      this.#error = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  async #makeParts(): Promise<Parts> {
    const tools = await toolchain(["java", "kafka", "emulator"], this.#log.say);
    if (tools.emulatorPython === undefined || tools.java === undefined || tools.kafka === undefined) {
      throw new Error("The toolchain gave no Python for the AWS emulator, or no Java or jars for Kafka.");
    }
    const common = { state: this.#state, ports: this.#ports, children: this.#children, log: this.#log };
    const program: KafkaProgram = { java: tools.java, classpath: tools.kafka.classpath };
    const machine = await authority(this.#state.tls);
    const fleet = new KafkaFleet({ ...common, program, authority: machine });
    const endpoint = emulatorEndpoint(this.#ports);
    const clients = emulatorClients(endpoint);
    const kubernetes = new LocalKubernetes({ ...common, caFile: machine.caFile, clients });
    const handlers = serviceHandlers({
      emulatorEndpoint: endpoint,
      msk: msk(fleet, new Configurations(this.#state.kafka), clients),
      kubernetes: kubernetesHandlers(kubernetes),
    });
    return {
      emulator: emulatorProcess(tools.emulatorPython, common),
      fleet,
      aws: awsEndpoint(endpoint, await issue(machine.ca, "AWS endpoint")),
      kubernetes,
      sessions: new Sessions(handlers, this.#journal),
    };
  }

  status(): Status {
    const { emulator, fleet, kubernetes, sessions } = this.#parts ?? {};
    const workloads = kubernetes?.workloads ?? [];
    return {
      state: this.#phase,
      pid: process.pid,
      stateDirectory: this.#state.root,
      memoryMiB: Math.round(process.memoryUsage.rss() / mebibyte),
      emulatorEndpoint: emulatorEndpoint(this.#ports),
      processes: [
        ...(emulator === undefined ? [] : [emulator.status]),
        ...(fleet?.processes ?? []),
        ...workloads.map((workload) => workload.process),
      ],
      workloads,
      clusters: (fleet?.all ?? []).map(({ clusterName, clusterArn, bootstrapBrokersSaslScram }) => ({
        name: clusterName,
        arn: clusterArn,
        bootstrapBrokers: bootstrapBrokersSaslScram.join(","),
      })),
      sessions: sessions?.size ?? 0,
      progress: this.#log.progress,
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  openSession(client?: ProcessIdentity): ReturnType<Control["openSession"]> {
    return this.#ready().sessions.open(client);
  }

  sessionReport(id: string): ReturnType<Control["sessionReport"]> {
    return this.#parts?.sessions.report(id);
  }

  async closeSession(id: string): Promise<boolean> {
    return (await this.#parts?.sessions.close(id)) ?? false;
  }

  setFaults(plan: Parameters<Control["setFaults"]>[0]): void {
    this.#ready().sessions.setFaults(plan);
  }

  journal(): ReturnType<Control["journal"]> {
    return this.#journal.read();
  }

  kafka(cluster: string): ReturnType<Control["kafka"]> {
    return this.#parts?.fleet.find(cluster)?.access;
  }

  stop(): Promise<void> {
    if (this.#phase !== "failed") this.#phase = "stopping";
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  #ready(): Parts {
    if (this.#phase === "ready" && this.#parts !== undefined) return this.#parts;
    throw new Error(`The one-machine cloud is ${this.#phase}; it must be ready for this.`);
  }

  async #stopAll(): Promise<void> {
    this.#log.write("Stopping");
    await this.#parts?.sessions.closeAll();
    // Programs hand over what they have taken in before what takes it ends.
    await this.#parts?.kubernetes.stop();
    this.#parts?.aws.close();
    this.#parts?.aws.closeAllConnections();
    await Promise.all([this.#parts?.emulator.stop(), this.#parts?.fleet.stop()]);
    this.#log.write("Stopped");
  }
}
