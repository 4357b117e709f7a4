import { met, oneOf } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { containersOf, eachOnce, effectiveOf, workloadTypes } from "./pod-spec.ts";

export const k8sNonroot = resourceRule({
  id: "k8s-nonroot",
  types: workloadTypes,
  what: "No container runs as root.",
  why: "Root in a container is root on the node as soon as something leads out of the container.",
  remedy:
    "Set securityContext.runAsNonRoot: true on the pod or on every container, and runAsUser to a user other than 0, as restrictedPod does.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_6", "CKV_K8S_40"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  evaluate: (workload) => {
    const containers = containersOf(workload);
    const settings = (name: string) =>
      eachOnce(containers.map((container) => effectiveOf(workload, container, `securityContext.${name}`)));
    // What is in the way of one setting is in the way of both, and one finding.
    const demanded = settings("runAsNonRoot");
    const places = new Set(demanded.map(({ path }) => path));
    return [
      ...demanded.flatMap((reading) => oneOf(reading, [true])),
      ...settings("runAsUser")
        .filter(({ path }) => !places.has(path))
        .flatMap((reading) => met(reading, user)),
    ];
  },
});

const user = {
  wanted: "the number of a user other than root",
  meets: (value: unknown) => typeof value === "number" && value > 0,
  whenAbsent: "passes",
} as const;
