import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Children } from "../children.ts";
import type { RuntimeLog } from "../log.ts";
import { accepts, type Ports, requireFree } from "../ports.ts";
import type { StateDirectory } from "../state-directory.ts";
import { type ProcessStatus, SupervisedProcess } from "../supervised-process.ts";
import type { ContainerView } from "./container.ts";
import type { ExternalSecrets } from "./external-secrets.ts";
import type { EnvironmentVariable, Program, Workload } from "./manifest.ts";
import { filesOf, mountFiles, valuesOf } from "./mounts.ts";
import type { KubernetesObjects, ObjectName } from "./objects.ts";
import type { PodIdentityAgent } from "./pod-identity.ts";
import { isContainerReady } from "./probe.ts";

/** What a pod has of its node. */
export interface Node {
  readonly state: StateDirectory;
  readonly ports: Ports;
  readonly children: Children;
  readonly log: RuntimeLog;
  readonly objects: KubernetesObjects;
  readonly externalSecrets: ExternalSecrets;
  readonly agent: PodIdentityAgent;
  /** PEM file of the authority that this machine's AWS endpoint and brokers have their certificates of. */
  readonly caFile: string;
  /** How long a ConfigMap or Secret that a pod mounts may take to appear, in milliseconds. */
  readonly patienceMs: number;
}

/** What is run. */
export interface PodSpecification {
  readonly workload: Workload;
  readonly program: Program;
  readonly region: string;
  /** Slot of each container port. */
  readonly slots: Readonly<Record<string, number>>;
}

const repository = path.resolve(import.meta.dirname, "../../..");
const containerRuntime = path.join(import.meta.dirname, "container.ts");

const readyBoundMs = 120_000;
/** Between two questions whether it is ready. */
const probeMs = 100;

/** One process on this machine in the place of a Deployment's pods. */
export class Pod {
  readonly specification: PodSpecification;
  readonly #node: Node;
  readonly #folder: string;
  #process: SupervisedProcess | undefined;
  #token: string | undefined;
  #stopping = false;

  constructor(node: Node, specification: PodSpecification) {
    const { namespace, name } = specification.workload;
    this.#node = node;
    this.specification = specification;
    this.#folder = path.join(node.state.kubernetes, "pods", namespace, name);
  }

  get status(): ProcessStatus {
    return this.#process?.status ?? { name: this.#processName, state: "stopped", restarts: 0 };
  }

  /** Port on this machine of a container port; `undefined` when the manifest does not name it. */
  portOf(containerPort: number): number | undefined {
    const slot = this.specification.slots[String(containerPort)];
    return slot === undefined ? undefined : this.#node.ports.container(slot);
  }

  /**
   * Waits for what is mounted, starts the process and waits until it is ready.
   *
   * @throws Error naming the object that is missing, or with the end of the process's log.
   */
  async start(): Promise<void> {
    this.#stopping = false;
    const { workload, program } = this.specification;
    if (workload.replicas === 0) return;
    await this.#waitForMounts();
    const { state, children, log, ports } = this.#node;
    for (const slot of Object.values(this.specification.slots)) {
      await requireFree(ports.container(slot), this.#processName, ports.base);
    }
    this.#process = new SupervisedProcess(
      {
        name: this.#processName,
        command: process.execPath,
        args: [
          "--disable-warning=ExperimentalWarning",
          "--import",
          containerRuntime,
          program.mainFile,
          ...workload.args,
        ],
        cwd: this.#folder,
        env: this.#environment(),
        logFile: path.join(state.logs, `${workload.namespace}-${workload.name}.log`),
        isReady: () => this.#isReady(),
        readyBoundMs,
        stopBoundMs: workload.graceSeconds * 1_000,
      },
      children,
      log,
    );
    await this.#process.start();
  }

  /** Asks it to end in order, within its grace period. Returns when it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#process?.stop();
    if (this.#token !== undefined) this.#node.agent.dismiss(this.#token);
  }

  /** Removes what it had on disk; it must be stopped. */
  remove(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Brings a changed object to the mounted files; other objects change nothing. */
  follow(changed: ObjectName): void {
    const { namespace, mounts } = this.specification.workload;
    if (changed.namespace !== namespace || !fs.existsSync(this.#folder)) return;
    const touched = mounts.some(({ source }) => source.kind === changed.kind && source.name === changed.name);
    // What is gone stays mounted, as the kubelet leaves it.
    if (touched && this.#node.objects.get(changed) !== undefined) this.#mount();
  }

  get #processName(): string {
    return `pod ${this.specification.workload.namespace}/${this.specification.workload.name}`;
  }

  #isStopping(): boolean {
    return this.#stopping;
  }

  /** Returns what is missing; nothing when all is mounted. */
  #mount(): readonly string[] {
    const { namespace, mounts } = this.specification.workload;
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return mounts.flatMap(({ volume, source }) => {
      const files = filesOf(this.#node.objects, namespace, source);
      if (typeof files === "string") return [files];
      if (source.kind === "empty") fs.mkdirSync(this.#volumeFolder(volume), { recursive: true, mode: 0o700 });
      else mountFiles(this.#volumeFolder(volume), files);
      return [];
    });
  }

  async #waitForMounts(): Promise<void> {
    const deadline = Date.now() + this.#node.patienceMs;
    for (let missing = this.#mount(); missing.length > 0; missing = this.#mount()) {
      if (this.#isStopping())
        throw new Error(`${this.#processName} was stopped while it waited for ${missing.join(", ")}`);
      if (Date.now() > deadline) {
        const { namespace, mounts } = this.specification.workload;
        const problems = mounts.flatMap(
          ({ source }) => this.#node.externalSecrets.problemOf({ namespace, name: source.name }) ?? [],
        );
        throw new Error(
          `${this.#processName} mounts what was not there after ${this.#node.patienceMs / 1000} s: ${[...missing, ...problems].join("; ")}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, probeMs));
    }
  }

  #volumeFolder(volume: string): string {
    return path.join(this.#folder, "volumes", volume);
  }

  /** What the manifest says, over what every container on this machine has. */
  #environment(): NodeJS.ProcessEnv {
    const { workload, region } = this.specification;
    const { ports, caFile, agent } = this.#node;
    const { namespace, serviceAccount } = workload;
    if (this.#token !== undefined) agent.dismiss(this.#token);
    this.#token = agent.admit({ namespace, serviceAccount, podName: this.#podName, region });
    const view: ContainerView = {
      mounts: Object.fromEntries(
        workload.mounts.map(({ mountPath, volume }) => [mountPath, this.#volumeFolder(volume)]),
      ),
      kept: [repository, this.#folder],
      ports: Object.fromEntries(
        Object.entries(this.specification.slots).map(([containerPort, slot]) => [containerPort, ports.container(slot)]),
      ),
    };
    return {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      // Not the user's: profiles and credentials lie there.
      HOME: this.#folder,
      HOSTNAME: this.#podName,
      NODE_EXTRA_CA_CERTS: caFile,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: `https://127.0.0.1:${ports.aws}`,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${ports.podIdentity}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: this.#token,
      PLATFORM_CONTAINER: JSON.stringify(view),
      ...Object.fromEntries(workload.env.map((variable) => [variable.name, this.#valueOf(variable)])),
    };
  }

  /** A ReplicaSet's hash and a pod's suffix, the same as long as the manifest is. */
  get #podName(): string {
    const { name } = this.specification.workload;
    const hash = createHash("sha256").update(JSON.stringify(this.specification.workload)).digest("hex");
    return `${name}-${hash.slice(0, 10)}-local`;
  }

  #valueOf({ name, value, valueFrom }: EnvironmentVariable): string | undefined {
    if (valueFrom === undefined) return value ?? "";
    const { namespace, serviceAccount } = this.specification.workload;
    if (valueFrom.fieldRef !== undefined) {
      const fields: Readonly<Record<string, string>> = {
        "metadata.name": this.#podName,
        "metadata.namespace": namespace,
        "spec.nodeName": "one-machine",
        "spec.serviceAccountName": serviceAccount,
        "status.podIP": "127.0.0.1",
        "status.hostIP": "127.0.0.1",
      };
      const found = fields[valueFrom.fieldRef.fieldPath];
      if (found !== undefined) return found;
      throw new Error(`${this.#processName}: ${name} is of ${valueFrom.fieldRef.fieldPath}, which no pod here has.`);
    }
    const reference = valueFrom.configMapKeyRef ?? valueFrom.secretKeyRef;
    if (reference === undefined) return undefined;
    const kind = valueFrom.configMapKeyRef === undefined ? "Secret" : "ConfigMap";
    const found = valuesOf(this.#node.objects, { kind, namespace, name: reference.name })?.get(reference.key);
    if (found !== undefined) return found.toString();
    if (reference.optional === true) return undefined;
    throw new Error(
      `${this.#processName}: ${name} is the key ${reference.key} of ${kind} ${reference.name}, not there.`,
    );
  }

  async #isReady(): Promise<boolean> {
    const { readiness, ports } = this.specification.workload;
    const containerPort = readiness?.containerPort ?? ports[0]?.containerPort;
    const port = containerPort === undefined ? undefined : this.portOf(containerPort);
    if (port === undefined) return true;
    const ready = await (readiness === undefined ? accepts(port) : isContainerReady({ ...readiness, port }));
    if (!ready) await new Promise((resolve) => setTimeout(resolve, probeMs));
    return ready;
  }
}
