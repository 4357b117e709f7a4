import { instanceTypesProblem, type NodeSystem } from "./ami-type.ts";

export const taintEffects = ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"] as const;

/** Keeps pods off the nodes that do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: (typeof taintEffects)[number];
}

/** A group of equal nodes, as an environment declares it. */
export interface NodeGroupSpec {
  /** Name within the cluster. */
  readonly name: string;
  /** Instance types of one architecture, the most wanted first. */
  readonly instanceTypes: readonly string[];
  readonly minNodes: number;
  readonly maxNodes: number;
  /**
   * Size of a node's disk in GiB.
   * @default 50
   */
  readonly diskSizeGiB?: number;
  /** @default "al2023" */
  readonly system?: NodeSystem;
  /** @default "on-demand" */
  readonly capacity?: "on-demand" | "spot";
  /**
   * Kubernetes labels beyond `platform/node-group`, which every node has.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default [] */
  readonly taints?: readonly Taint[];
  /**
   * Zones the nodes run in.
   * @default - every zone of the network
   */
  readonly zones?: readonly string[];
  /**
   * Share of the nodes that an update may take away at once, in percent.
   * @default 33
   */
  readonly maxUnavailablePercentage?: number;
  /**
   * Release of the AMI, for example `1.34.2-20260415`.
   * @default - the newest when the group is made or its Kubernetes version raised
   */
  readonly amiRelease?: string;
}

/** What a node group is where its declaration says nothing. */
export const nodeGroupDefaults = {
  diskSizeGiB: 50,
  system: "al2023",
  capacity: "on-demand",
  maxUnavailablePercentage: 33,
} as const satisfies Partial<NodeGroupSpec>;

/** Prefixes of labels that Kubernetes and EKS keep for themselves. */
const reservedLabel = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\/|^platform\//;

/** One thing that is wrong with a node group: the key it stands under, and what is allowed. */
export interface NodeGroupProblem {
  readonly key: keyof NodeGroupSpec;
  readonly message: string;
}

/** Everything that is wrong with a node group in a network of these zones. */
export function nodeGroupProblems(spec: NodeGroupSpec): readonly NodeGroupProblem[] {
  const problems: NodeGroupProblem[] = [];
  const types = instanceTypesProblem(spec.instanceTypes);
  if (types !== undefined) {
    problems.push({ key: "instanceTypes", message: types });
  }
  if (spec.minNodes > spec.maxNodes) {
    problems.push({
      key: "maxNodes",
      message: `${spec.maxNodes} is below minNodes; allowed: ${spec.minNodes} or more`,
    });
  }
  if (spec.capacity === "spot" && new Set(spec.instanceTypes).size === 1) {
    problems.push({
      key: "capacity",
      message: "spot with one instance type is taken away all at once; allowed: two instance types or more",
    });
  }
  for (const label of Object.keys(spec.labels ?? {}).filter((key) => reservedLabel.test(key))) {
    problems.push({
      key: "labels",
      message: `${label} is kept for Kubernetes, EKS or this platform; choose another prefix`,
    });
  }
  return problems;
}

/** Whether pods that tolerate nothing can run there. */
export function takesAnyPod(spec: NodeGroupSpec): boolean {
  return (spec.taints ?? []).every(({ effect }) => effect === "PREFER_NO_SCHEDULE");
}
