import { type MultiVpc } from "./broker-rules.ts";

/**
 * Why connections from other VPCs cannot be opened now; `undefined` when they can, or are not asked for.
 *
 * MSK refuses them while a cluster is being made. The provider would make the cluster and change it at once, and leave it half
 * done where broker ACLs and secrets, which SCRAM and mTLS need first, are not there yet. So the step before must have been
 * deployed.
 *
 * @param before what the stream was deployed with last; `undefined` when it never was
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-turn-on.html
 */
export function multiVpcProblem(wanted: MultiVpc, before: MultiVpc | undefined): string | undefined {
  if (wanted !== "on" || before === "prepare" || before === "on") return undefined;
  const state = before === undefined ? "the cluster does not exist yet" : `the cluster was deployed with "${before}"`;
  return `streaming:multiVpc is "on" and ${state}: MSK opens connections from other VPCs only on a cluster that is running. Set streaming:multiVpc to "prepare", run platform up, then set it to "on".`;
}
