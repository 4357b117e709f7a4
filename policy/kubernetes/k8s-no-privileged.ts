import { oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, eachOnce, effectiveOf, within, workloadAndPatchTypes } from "./pod-spec.ts";

export const k8sNoPrivileged = resourceRule({
  id: "k8s-no-privileged",
  types: workloadAndPatchTypes,
  what: "No container is privileged.",
  why: "A privileged container has every device and capability of its node: what breaks into it owns the node and all its pods.",
  remedy:
    "Leave securityContext.privileged (and windowsOptions.hostProcess) out, and name the single capability that is needed.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_16"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  evaluate: (workload) => {
    const containers = containersOf(workload);
    return eachOnce([
      ...containers.map((container) => within(container, "securityContext.privileged")),
      ...containers.map((container) => effectiveOf(workload, container, "securityContext.windowsOptions.hostProcess")),
    ]).flatMap((reading) => oneOf(reading, [false], "passes"));
  },
});
