import { type KubernetesApi, type KubernetesObject, type Owner } from "./kubernetes-api.ts";

/** How a drain is run. */
export interface DrainOptions {
  readonly timeoutMs: number;
  /** How long it waits before it looks again. */
  readonly pollMs: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
  /** Told what is deleted and waited for. */
  readonly say: (line: string) => void;
}

/** A kind of object that stands for something outside of the cluster. */
interface Kind {
  /** Path of the list over all namespaces. */
  readonly list: string;
  /** Path of one object. */
  readonly at: (namespace: string, name: string) => string;
  readonly what: string;
  /** Whether an object of the kind stands for something outside; every one does unless this says otherwise. */
  readonly counts?: (object: KubernetesObject) => boolean;
}

function namespaced(group: string, resource: string, what: string, counts?: Kind["counts"]): Kind {
  return {
    list: `${group}/${resource}`,
    at: (namespace, name) => `${group}/namespaces/${namespace}/${resource}/${name}`,
    what,
    counts,
  };
}

function clusterWide(group: string, resource: string, what: string, counts?: Kind["counts"]): Kind {
  return { list: `${group}/${resource}`, at: (_, name) => `${group}/${resource}/${name}`, what, counts };
}

/** What has a load balancer. The controller takes it away before it lets go of the object. */
const balanced: readonly Kind[] = [
  namespaced("/apis/networking.k8s.io/v1", "ingresses", "Ingress"),
  namespaced("/api/v1", "services", "Service", ({ spec }) => spec?.type === "LoadBalancer"),
  namespaced("/apis/gateway.networking.k8s.io/v1", "gateways", "Gateway"),
];

const targets = namespaced("/apis/elbv2.k8s.aws/v1beta1", "targetgroupbindings", "TargetGroupBinding");
const claims = namespaced("/api/v1", "persistentvolumeclaims", "PersistentVolumeClaim");
/** Volumes that are deleted with their claim; a retained one stays, which is what retaining means. */
const volumes = clusterWide(
  "/api/v1",
  "persistentvolumes",
  "PersistentVolume",
  ({ spec }) => spec?.persistentVolumeReclaimPolicy === "Delete",
);
const nodePools = clusterWide("/apis/karpenter.sh/v1", "nodepools", "NodePool");
const nodeClaims = clusterWide("/apis/karpenter.sh/v1", "nodeclaims", "NodeClaim");

/**
 * Takes away what the cluster's controllers made outside of it, while they are still there to do it: load balancers, then
 * volumes with the workloads that hold them, then Karpenter's nodes. Returns when all of it is gone.
 *
 * @throws {Error} naming what is left when the time is over, and what may hold it.
 */
export async function drainCluster(api: KubernetesApi, options: DrainOptions): Promise<void> {
  const clock = new Deadline(options);
  for (const kind of balanced) {
    await deleteAll(api, kind, options);
  }
  await clock.until(api, [...balanced, targets], "its controller, which must be running, has not let go of it");

  const held = await api.list(claims.list);
  if (held.length > 0) {
    await deleteHolders(api, options);
    await deleteAll(api, claims, options);
  }
  await clock.until(api, [claims, volumes], "a pod may still use it, or the EBS CSI driver is not running");

  await deleteAll(api, nodePools, options);
  await clock.until(
    api,
    [nodePools, nodeClaims],
    "a pod may be kept by its disruption budget, or Karpenter is not running",
  );
}

async function deleteAll(api: KubernetesApi, kind: Kind, { say }: DrainOptions): Promise<void> {
  for (const object of await present(api, kind)) {
    say(`deleting ${kind.what} ${nameOf(object)}`);
    await api.delete(kind.at(object.metadata.namespace ?? "", object.metadata.name));
  }
}

async function present(api: KubernetesApi, { list, counts = () => true }: Kind): Promise<readonly KubernetesObject[]> {
  return (await api.list(list)).filter(counts);
}

/** Pods that mount a claim go with what made them, which would make them anew. */
async function deleteHolders(api: KubernetesApi, { say }: DrainOptions): Promise<void> {
  const pods = (await api.list("/api/v1/pods")).filter(mountsClaim);
  const deleted = new Set<string>();
  for (const pod of pods) {
    const path = await holderOf(api, pod);
    if (!deleted.has(path)) {
      deleted.add(path);
      say(`deleting ${path}, which mounts a volume`);
      await api.delete(path);
    }
  }
}

function mountsClaim({ spec }: KubernetesObject): boolean {
  const mounted = spec?.volumes;
  return Array.isArray(mounted) && mounted.some((volume: object) => "persistentVolumeClaim" in volume);
}

/** Path of what keeps a pod: its controller; a ReplicaSet's Deployment; a Job's CronJob; or the pod itself. */
async function holderOf(api: KubernetesApi, pod: KubernetesObject): Promise<string> {
  const namespace = pod.metadata.namespace ?? "";
  const owner = controllerOf(pod);
  if (owner === undefined) {
    return `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}`;
  }
  const between = (await api.list(collection(owner, namespace))).find(({ metadata }) => metadata.name === owner.name);
  const above = between === undefined ? undefined : controllerOf(between);
  const holder = above ?? owner;
  return `${collection(holder, namespace)}/${holder.name}`;
}

function controllerOf({ metadata }: KubernetesObject): Owner | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** `apps/v1 StatefulSet` -> `/apis/apps/v1/namespaces/<namespace>/statefulsets` */
function collection({ apiVersion, kind }: Owner, namespace: string): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/namespaces/${namespace}/${kind.toLowerCase()}s`;
}

function nameOf({ metadata: { namespace, name } }: KubernetesObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** One time limit over all that is waited for. */
class Deadline {
  readonly #options: DrainOptions;
  readonly #end: number;

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#end = Date.now() + options.timeoutMs;
  }

  /** Waits until no object of the kinds is left. */
  async until(api: KubernetesApi, kinds: readonly Kind[], why: string): Promise<void> {
    for (;;) {
      const lists = await Promise.all(
        kinds.map(async (kind) => (await present(api, kind)).map((object) => `${kind.what} ${nameOf(object)}`)),
      );
      const left = lists.flat();
      if (left.length === 0) {
        return;
      }
      if (this.#options.signal?.aborted === true) {
        throw new Error(`Interrupted while waiting for ${left.join(", ")}; the next destroy continues here.`);
      }
      if (Date.now() >= this.#end) {
        const minutes = Math.round(this.#options.timeoutMs / 60_000);
        throw new Error(
          `The cluster is not empty after ${minutes} minutes: ${left.join(", ")}; ${why}. ` +
            `Nothing of the platform was deleted yet. Free what is named and destroy again, or raise cluster-services:drainTimeoutMinutes.`,
        );
      }
      this.#options.say(`waiting for ${left.join(", ")}`);
      await new Promise((resolve) => setTimeout(resolve, this.#options.pollMs));
    }
  }
}
