import { toolchain } from "../toolchain/index.ts";
import { Children } from "./children.ts";
import type { Control, Status } from "./control-api.ts";
import { requireSpace } from "./disk.ts";
import { emulatorEndpoint, emulatorProcess } from "./emulator.ts";
import { JournalFile } from "./journal.ts";
import type { RuntimeLog } from "./log.ts";
import { type Ports, requireFree } from "./ports.ts";
import { serviceHandlers } from "./services/index.ts";
import { Sessions } from "./sessions.ts";
import type { StateDirectory } from "./state-directory.ts";
import type { SupervisedProcess } from "./supervised-process.ts";

const mebibyte = 1024 * 1024;

/** Everything the supervisor runs: the AWS emulator, Kafka clusters, provider sessions. */
export class Cloud implements Control {
  readonly #state: StateDirectory;
  readonly #ports: Ports;
  readonly #log: RuntimeLog;
  readonly #children: Children;
  readonly #journal: JournalFile;
  readonly #sessions: Sessions;
  #emulator: SupervisedProcess | undefined;
  #phase: Status["state"] = "starting";
  #error: string | undefined;
  #stopped: Promise<void> | undefined;

  constructor(state: StateDirectory, ports: Ports, log: RuntimeLog) {
    this.#state = state;
    this.#ports = ports;
    this.#log = log;
    this.#children = new Children(state.childrenFile);
    this.#journal = new JournalFile(state.journalFile);
    this.#sessions = new Sessions(serviceHandlers({ emulatorEndpoint: emulatorEndpoint(ports) }), this.#journal);
  }

  /**
   * Brings everything up, with what earlier runs left.
   *
   * @throws Error naming the missing prerequisite, the busy port, the full disk, or the process that would not start.
   */
  async start(): Promise<void> {
    const { say } = this.#log;
    try {
      requireSpace(this.#state.root);
      await this.#children.stopOrphans(say);
      await requireFree(this.#ports.emulator, "the AWS emulator", this.#ports.base);
      const { emulatorPython } = await toolchain(["java", "kafka", "emulator"], say);
      if (emulatorPython === undefined) throw new Error("The toolchain gave no Python for the AWS emulator.");
      const parts = { state: this.#state, ports: this.#ports, children: this.#children, log: this.#log };
      this.#emulator = emulatorProcess(emulatorPython, parts);
      say("AWS emulator: starting");
      await this.#emulator.start();
      say(`AWS emulator: ready on ${emulatorEndpoint(this.#ports)}`);
      this.#phase = "ready";
    } catch (error) {
      this.#phase = "failed";
      this.#error = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  status(): Status {
    return {
      state: this.#phase,
      pid: process.pid,
      stateDirectory: this.#state.root,
      memoryMiB: Math.round(process.memoryUsage.rss() / mebibyte),
      emulatorEndpoint: emulatorEndpoint(this.#ports),
      processes: this.#emulator === undefined ? [] : [this.#emulator.status],
      clusters: [],
      sessions: this.#sessions.size,
      progress: this.#log.progress,
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  openSession(): ReturnType<Control["openSession"]> {
    if (this.#phase !== "ready") throw new Error(`The one-machine cloud is ${this.#phase}; a session needs it ready.`);
    return this.#sessions.open();
  }

  sessionReport(id: string): ReturnType<Control["sessionReport"]> {
    return this.#sessions.report(id);
  }

  closeSession(id: string): Promise<boolean> {
    return this.#sessions.close(id);
  }

  setFaults(plan: Parameters<Control["setFaults"]>[0]): void {
    this.#sessions.setFaults(plan);
  }

  journal(): ReturnType<Control["journal"]> {
    return this.#journal.read();
  }

  kafka(): undefined {
    return undefined;
  }

  stop(): Promise<void> {
    if (this.#phase !== "failed") this.#phase = "stopping";
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    this.#log.write("Stopping");
    await this.#sessions.closeAll();
    await this.#emulator?.stop();
    this.#log.write("Stopped");
  }
}
