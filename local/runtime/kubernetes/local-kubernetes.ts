import type { Server } from "node:http";
import * as path from "node:path";
import type { Children } from "../children.ts";
import type { RuntimeLog } from "../log.ts";
import { containerSlots, listen, type Ports, requireFree } from "../ports.ts";
import type { EmulatorClients } from "../services/clients.ts";
import type { StateDirectory } from "../state-directory.ts";
import type { ProcessStatus } from "../supervised-process.ts";
import { ExternalSecrets } from "./external-secrets.ts";
import { portOf, type Program, programOf, readDeployment, type Workload } from "./manifest.ts";
import { KubernetesObjects, type ObjectName, type StoredObject } from "./objects.ts";
import { type Node, Pod } from "./pod.ts";
import { PodIdentityAgent } from "./pod-identity.ts";

export interface KubernetesOptions {
  readonly state: StateDirectory;
  readonly ports: Ports;
  readonly children: Children;
  readonly log: RuntimeLog;
  /** PEM file of the authority that this machine's AWS endpoint and brokers have their certificates of. */
  readonly caFile: string;
  readonly clients: Pick<EmulatorClients, "secretsManager" | "sts">;
  /** Folder of the programs that images are made of. @default - the repository's workloads */
  readonly programs?: string;
  /** How long a ConfigMap or Secret that a pod mounts may take to appear. @default - a minute, in milliseconds */
  readonly patienceMs?: number;
}

/** A workload that runs on this machine. */
export interface WorkloadStatus {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  /** Folder of the program under workloads/. */
  readonly program: string;
  /** What the manifest asks for; one runs. */
  readonly replicas: number;
  readonly ports: readonly { readonly containerPort: number; readonly port: number }[];
  readonly process: ProcessStatus;
}

/** What a Service of type LoadBalancer is told of its load balancer. */
export interface LoadBalancerStatus {
  readonly ip: string;
  readonly ports: readonly { readonly port: number; readonly protocol: "TCP" }[];
}

const workloads = path.resolve(import.meta.dirname, "../../../workloads");

/** Between two looks at which secrets are due. */
const refreshMs = 1_000;
const defaultPatienceMs = 60_000;

/** What of Kubernetes runs on this machine: a process for each Deployment whose image is made in this repository. */
export class LocalKubernetes {
  readonly objects: KubernetesObjects;
  readonly #options: KubernetesOptions;
  readonly #node: Node;
  readonly #server: Server;
  readonly #externalSecrets: ExternalSecrets;
  readonly #pods = new Map<string, Pod>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: KubernetesOptions) {
    const { state, clients, log } = options;
    this.#options = options;
    this.objects = new KubernetesObjects(path.join(state.kubernetes, "objects"));
    this.#externalSecrets = new ExternalSecrets(this.objects, clients.secretsManager, log);
    const agent = new PodIdentityAgent(this.objects, clients.sts);
    this.#server = agent.server();
    this.#node = {
      ...options,
      patienceMs: options.patienceMs ?? defaultPatienceMs,
      objects: this.objects,
      externalSecrets: this.#externalSecrets,
      agent,
    };
    this.objects.onChange((changed) => {
      for (const pod of this.#pods.values()) pod.follow(changed);
    });
  }

  get workloads(): readonly WorkloadStatus[] {
    return [...this.#pods.values()].map((pod) => {
      const { workload, program, slots } = pod.specification;
      return {
        namespace: workload.namespace,
        name: workload.name,
        image: workload.image,
        program: program.name,
        replicas: workload.replicas,
        ports: Object.entries(slots).map(([containerPort, slot]) => ({
          containerPort: Number(containerPort),
          port: this.#options.ports.container(slot),
        })),
        process: pod.status,
      };
    });
  }

  /** The program in an image; `undefined` when it is not made in this repository. */
  programOf(image: unknown): Program | undefined {
    return programOf(image, this.#options.programs ?? workloads);
  }

  /** Serves pods' credentials and secrets, and starts what earlier runs deployed. One that does not start stops nobody. */
  async start(): Promise<void> {
    const { ports, log } = this.#options;
    await requireFree(ports.podIdentity, "the credentials of pods", ports.base);
    await listen(this.#server, ports.podIdentity);
    await this.refreshSecrets();
    this.#timer = setInterval(() => void this.refreshSecrets(), refreshMs);
    this.#timer.unref();
    await Promise.all(
      this.objects.list("Deployment").map(async (which) => {
        const stored = this.objects.get(which);
        if (stored === undefined) return;
        try {
          await this.#place(which, this.#podOf(readDeployment(stored.manifest), stored)).start();
          log.say(`Deployment ${which.namespace}/${which.name}: ready`);
        } catch (error) {
          log.say(
            `Deployment ${which.namespace}/${which.name}: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }),
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#pods.values()].map((pod) => pod.stop()));
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Makes the Secrets that are due now. */
  refreshSecrets(): Promise<void> {
    return this.#externalSecrets.refresh();
  }

  /**
   * Starts a Deployment's program, or ends it in order and starts it anew where its pods would be replaced. Where that
   * fails, what ran before runs again, and nothing stays of a new one.
   *
   * @throws Error naming what the manifest asks for and this machine has not, or why the program is not ready.
   */
  async deploy(which: ObjectName, { region, manifest }: StoredObject): Promise<void> {
    const workload = readDeployment(manifest);
    const before = this.#pods.get(keyOf(which));
    const keptBefore = this.objects.get(which);
    const stored = { region, manifest, slots: this.#slotsFor(workload, before) };
    const pod = this.#podOf(workload, stored);
    this.objects.put(which, stored);
    if (before !== undefined && isSamePod(before, pod)) return;
    await before?.stop();
    try {
      await this.#place(which, pod).start();
    } catch (error) {
      await pod.stop();
      if (before === undefined || keptBefore === undefined) {
        this.#forget(which, pod);
      } else {
        this.objects.put(which, keptBefore);
        this.#restore(which, before);
      }
      throw error;
    }
  }

  /** Ends a Deployment's program. One that is gone is fine. */
  async remove(which: ObjectName): Promise<void> {
    const pod = this.#pods.get(keyOf(which));
    await pod?.stop();
    this.#forget(which, pod);
  }

  /** Whether the program of a Deployment runs; `undefined` when there is no such Deployment. */
  isReady(which: ObjectName): boolean | undefined {
    const pod = this.#pods.get(keyOf(which));
    return pod === undefined ? undefined : pod.status.state === "ready";
  }

  /** What a Service has of the Deployment that its selector means; `undefined` when there is none. */
  balancerOf(
    namespace: string,
    selector: Labels,
    targetPorts: readonly (number | string)[],
  ): LoadBalancerStatus | undefined {
    const pod = [...this.#pods.values()].find(({ specification: { workload } }) => {
      const wanted = Object.entries(selector);
      return (
        workload.namespace === namespace &&
        wanted.length > 0 &&
        wanted.every(([label, value]) => workload.labels[label] === value)
      );
    });
    if (pod === undefined) return undefined;
    const ports = targetPorts.flatMap((port) => pod.portOf(portOf(port, pod.specification.workload.ports)) ?? []);
    return { ip: "127.0.0.1", ports: ports.map((port) => ({ port, protocol: "TCP" })) };
  }

  #podOf(workload: Workload, { region, slots = {} }: StoredObject): Pod {
    const program = this.programOf(workload.image);
    if (program === undefined) throw new Error(`no program in workloads/ is the image ${workload.image}.`);
    return new Pod(this.#node, { workload, program, region, slots });
  }

  #place(which: ObjectName, pod: Pod): Pod {
    this.#pods.set(keyOf(which), pod);
    return pod;
  }

  #restore(which: ObjectName, before: Pod): void {
    this.#place(which, before)
      .start()
      .catch((error: unknown) => {
        this.#options.log.write(`${keyOf(which)}: ${error instanceof Error ? error.message : String(error)}`);
      });
  }

  #forget(which: ObjectName, pod: Pod | undefined): void {
    this.objects.remove(which);
    this.#pods.delete(keyOf(which));
    pod?.remove();
  }

  /** A port stays where it was as long as the manifest names it. */
  #slotsFor(workload: Workload, before: Pod | undefined): Record<string, number> {
    const kept = before?.specification.slots ?? {};
    const taken = new Set([...this.#pods.values()].flatMap(({ specification }) => Object.values(specification.slots)));
    const free = Array.from({ length: containerSlots }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    return Object.fromEntries(
      workload.ports.map(({ containerPort }) => {
        const slot = kept[String(containerPort)] ?? free.shift();
        if (slot !== undefined) return [String(containerPort), slot];
        throw new Error(`the one-machine cloud has ${containerSlots} ports for containers, and all are in use.`);
      }),
    );
  }
}

type Labels = Readonly<Record<string, string>>;

function keyOf({ namespace, name }: Pick<ObjectName, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

/** Whether the pods of one would be the pods of the other; one that does not run is started in any case. */
function isSamePod(before: Pod, after: Pod): boolean {
  return (
    before.status.state === "ready" && JSON.stringify(before.specification) === JSON.stringify(after.specification)
  );
}
