import { oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, within, workloadTypes } from "./pod-spec.ts";

export const k8sNoEscalation = resourceRule({
  id: "k8s-no-escalation",
  types: workloadTypes,
  what: "No process of a container gains more rights than the one that started it.",
  why: "Kubernetes allows it where nothing is said: a setuid program in the image then makes root of any user.",
  remedy: "Set securityContext.allowPrivilegeEscalation: false on every container, as restrictedContainer does.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_20"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  evaluate: (workload) =>
    containersOf(workload).flatMap((container) =>
      oneOf(within(container, "securityContext.allowPrivilegeEscalation"), [false]),
    ),
});
