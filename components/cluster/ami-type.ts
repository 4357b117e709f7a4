/** Amazon Linux 2023, the EKS default, for each processor architecture. */
export type AmiType = "AL2023_ARM_64_STANDARD" | "AL2023_x86_64_STANDARD";

type Architecture = "arm64" | "x86_64";

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
export function amiTypeOf(instanceTypes: readonly string[]): AmiType {
  const problem = instanceTypesProblem(instanceTypes);
  if (problem !== undefined) {
    throw new Error(`Node group: ${problem}.`);
  }
  return instanceTypes.some((type) => architectureOf(type) === "arm64")
    ? "AL2023_ARM_64_STANDARD"
    : "AL2023_x86_64_STANDARD";
}

function architectureOf(instanceType: string): Architecture {
  return graviton.test(instanceType) ? "arm64" : "x86_64";
}
