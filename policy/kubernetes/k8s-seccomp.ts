import { oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, eachOnce, effectiveOf, workloadTypes } from "./pod-spec.ts";

export const k8sSeccomp = resourceRule({
  id: "k8s-seccomp",
  types: workloadTypes,
  what: "A container's system calls are filtered by a seccomp profile.",
  why: "Without one a container may make every system call of the kernel, those included that break out of containers.",
  remedy: 'Set securityContext.seccompProfile: { type: "RuntimeDefault" } on the pod or on every container.',
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_31"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/runtime-security.html",
  evaluate: (workload) =>
    eachOnce(
      containersOf(workload).map((container) =>
        effectiveOf(workload, container, "securityContext.seccompProfile.type"),
      ),
    ).flatMap((reading) => oneOf(reading, ["RuntimeDefault", "Localhost"])),
});
