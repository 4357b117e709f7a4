import { mustList } from "../check.ts";
import { advice, resourceRule } from "../rule.ts";

const list = "enabledClusterLogTypes";

export const eksControlPlaneLogs = resourceRule({
  id: "eks-control-plane-logs",
  types: ["aws:eks/cluster:Cluster"],
  what: "An EKS cluster delivers the logs of its control plane.",
  why: "Who did what in the cluster is in them and nowhere else, and they cannot be had afterwards.",
  remedy: 'Set enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"].',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EKS.8"], checkov: ["CKV_AWS_37"], cdkNag: ["EKS2"] },
  url: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  evaluate: ({ props }) => {
    const security = mustList(props, list, ["api", "audit", "authenticator"]);
    // One finding per list: what is missing beside these can wait until they are there.
    return security.length > 0 ? security : advice(mustList(props, list, ["controllerManager", "scheduler"]));
  },
});
