/** Operating systems of managed nodes. */
export const nodeSystems = ["al2023", "bottlerocket"] as const;

/** Amazon Linux 2023, the EKS default, or Bottlerocket, which has no shell and a read-only root. */
export type NodeSystem = (typeof nodeSystems)[number];

type Architecture = "arm64" | "x86_64";

/** EKS's names of its images. */
const amiTypes = {
  al2023: { arm64: "AL2023_ARM_64_STANDARD", x86_64: "AL2023_x86_64_STANDARD" },
  bottlerocket: { arm64: "BOTTLEROCKET_ARM_64", x86_64: "BOTTLEROCKET_x86_64" },
} as const satisfies Record<NodeSystem, Record<Architecture, string>>;

export type AmiType = (typeof amiTypes)[NodeSystem][Architecture];

/** Family, generation, attributes: `m7g`, `c7gn`, `t4g`. AWS marks Graviton by `g` as the first attribute; a1 came before. */
const graviton = /^(?:a1|[a-z]+\d+g[a-z]*)\./;

/** An instance type like `m7g.large`. */
export const instanceTypePattern = /^[a-z]+\d*[a-z0-9-]*\.[a-z0-9-]+$/;

/** Why these instance types cannot share a node group; `undefined` when they can. */
export function instanceTypesProblem(instanceTypes: readonly string[]): string | undefined {
  if (instanceTypes.length === 0) {
    return "no instance type is given; a node group needs at least one";
  }
  const listed = instanceTypes.map((type) => `${type} (${architectureOf(type)})`).join(", ");
  return new Set(instanceTypes.map(architectureOf)).size === 1
    ? undefined
    : `${listed} need different images; allowed in one node group: instance types of one architecture`;
}

/**
 * @throws {Error} when the instance types do not share an architecture.
 */
export function amiTypeOf(system: NodeSystem, instanceTypes: readonly string[]): AmiType {
  const problem = instanceTypesProblem(instanceTypes);
  if (problem !== undefined) {
    throw new Error(`Node group: ${problem}.`);
  }
  const isArm = instanceTypes.some((type) => architectureOf(type) === "arm64");
  return amiTypes[system][isArm ? "arm64" : "x86_64"];
}

function architectureOf(instanceType: string): Architecture {
  return graviton.test(instanceType) ? "arm64" : "x86_64";
}
