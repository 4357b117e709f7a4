import { type AccessSpec, accessProblems } from "./access-entry.ts";
import { type Autoscaler } from "./autoscalers.ts";
import { nodeGroupProblems, type NodeGroupSpec, takesAnyPod } from "./node-group-spec.ts";

/** What of a cluster's declaration has to go together. */
export interface ClusterDeclaration {
  /** Private subnets by zone. */
  readonly subnetIds: Readonly<Record<string, unknown>>;
  readonly nodeGroups: readonly NodeGroupSpec[];
  readonly autoscaler: Autoscaler;
  readonly access?: readonly AccessSpec[];
  readonly publicAccessCidrs?: readonly string[];
}

/** One thing that is wrong: the configuration key within `cluster:`, and what is allowed. */
export interface ClusterProblem {
  readonly key: string;
  readonly message: string;
}

/**
 * @throws {Error} with everything in the declaration that does not go together.
 */
export function refuseProblems(declaration: ClusterDeclaration): void {
  const problems = clusterProblems(declaration);
  if (problems.length > 0) {
    const lines = problems.map(({ key, message }) => `  - cluster:${key}: ${message}`);
    throw new Error(
      ["The cluster cannot be made so:", ...lines, "Change these keys in the environment's file."].join("\n"),
    );
  }
}

function clusterProblems(declaration: ClusterDeclaration): readonly ClusterProblem[] {
  const { nodeGroups, access = [], publicAccessCidrs = [] } = declaration;
  const zones = Object.keys(declaration.subnetIds);
  const groups = nodeGroups.flatMap((spec, index) => [
    ...nodeGroupProblems(spec).map(({ key, message }) => ({ key: `nodeGroups.${index}.${key}`, message })),
    ...(spec.zones ?? [])
      .filter((zone) => !zones.includes(zone))
      .map((zone) => ({
        key: `nodeGroups.${index}.zones`,
        message: `${zone} is no zone of the network; allowed: ${zones.join(", ")}`,
      })),
  ]);
  return [
    ...nodesProblems(declaration),
    ...groups,
    ...accessProblems(access).map(({ index, message }) => ({ key: `access.${index}`, message })),
    ...publicAccessCidrs
      .filter((cidr) => cidr.endsWith("/0"))
      .map((cidr) => ({
        key: "publicAccessCidrs",
        message: `${cidr} is the whole Internet; allowed: the blocks of your own network`,
      })),
  ];
}

/** Something has to run the add-ons that need nodes, Karpenter itself among them. */
function nodesProblems({ nodeGroups, autoscaler }: ClusterDeclaration): readonly ClusterProblem[] {
  const names = nodeGroups.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return [
    ...(twice === undefined ? [] : [{ key: "nodeGroups", message: `${twice} is the name of two node groups` }]),
    ...(autoscaler === "auto-mode" || nodeGroups.some(takesAnyPod)
      ? []
      : [
          {
            key: "nodeGroups",
            message:
              "there is no node group that takes any pod, and add-ons need one to run on; allowed: at least one group without taints, or autoscaler auto-mode",
          },
        ]),
  ];
}
