import { met, oneOf } from "../check.ts";
import { type Reading } from "../property.ts";
import { type Finding, type Resource, resourceRule } from "../rule.ts";
import { containersOf, eachOnce, listOfPod, listWithin, ofPod, within, workloadAndPatchTypes } from "./pod-spec.ts";

export const k8sNoHostAccess = resourceRule({
  id: "k8s-no-host-access",
  types: workloadAndPatchTypes,
  what: "A pod uses no network, process space, folder or port of its node.",
  why: "Through them a pod reads the node's credentials, other pods' files and traffic, and passes by network policies.",
  remedy:
    "Leave hostNetwork, hostPID, hostIPC, hostPath volumes and hostPort out; read node logs through the platform's log shipper.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "CKV_K8S_26", "CKV_K8S_27"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  settings: {
    hostPaths: {
      what: "Folders of the node that a pod may mount, with what is in them.",
      schema: { type: "array", items: { type: "string" } },
      // What a log shipper reads.
      default: ["/var/log"],
    },
  },
  evaluate: (workload, { hostPaths }) => [
    ...shared(workload),
    ...listOfPod(workload, "volumes").flatMap((volume) => hostPath(volume, hostPaths)),
    ...containersOf(workload)
      .flatMap((container) => listWithin(container, "ports"))
      .flatMap((port) => oneOf(within(port, "hostPort"), [0], "passes")),
  ],
});

function shared(workload: Resource): readonly Finding[] {
  return eachOnce(["hostNetwork", "hostPID", "hostIPC"].map((name) => ofPod(workload, name))).flatMap((reading) =>
    oneOf(reading, [false], "passes"),
  );
}

function hostPath(volume: Reading, allowed: readonly string[]): readonly Finding[] {
  if (within(volume, "hostPath").state === "absent") return [];
  const isAllowed = (path: string): boolean =>
    !path.split("/").includes("..") && allowed.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return met(within(volume, "hostPath.path"), {
    wanted: `no folder of the node but ${allowed.join(", ")}`,
    meets: (value) => typeof value === "string" && isAllowed(value),
  });
}
