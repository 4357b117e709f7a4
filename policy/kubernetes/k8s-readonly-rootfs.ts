import { oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, within, workloadTypes } from "./pod-spec.ts";

export const k8sReadonlyRootfs = resourceRule({
  id: "k8s-readonly-rootfs",
  types: workloadTypes,
  what: "A container cannot write to its own file system.",
  why: "What breaks in cannot leave tools behind or change the program that runs.",
  remedy:
    "Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir where the program writes, as restrictedContainer does.",
  severity: "medium",
  level: "advisory",
  controls: { checkov: ["CKV_K8S_22"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  evaluate: (workload) =>
    containersOf(workload).flatMap((container) =>
      oneOf(within(container, "securityContext.readOnlyRootFilesystem"), [true]),
    ),
});
