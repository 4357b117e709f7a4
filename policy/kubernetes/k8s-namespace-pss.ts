import { oneOf, met } from "../check.ts";
import { property, read } from "../property.ts";
import { type Finding, type Resource, resourceRule } from "../rule.ts";
import { workloadTypes } from "./pod-spec.ts";

const namespace = "kubernetes:core/v1:Namespace";

export const k8sNamespacePss = resourceRule({
  id: "k8s-namespace-pss",
  types: [namespace, ...workloadTypes],
  what: "A namespace enforces a Pod Security Standard, and no workload is in the default namespace.",
  why: "The API server itself then refuses what no preview has seen: pods of charts, of controllers and of people.",
  remedy:
    "Label the namespace pod-security.kubernetes.io/enforce: restricted (or baseline), as PolicedNamespace does, and name metadata.namespace of every workload.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_21"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  settings: {
    privilegedNamespaces: {
      what: "Namespaces that may enforce nothing (privileged), for what must reach its node.",
      schema: { type: "array", items: { type: "string" } },
      default: [] as readonly string[],
    },
  },
  evaluate: (resource, { privilegedNamespaces }) =>
    resource.type === namespace ? standard(resource, privilegedNamespaces) : outsideDefault(resource),
});

function standard({ props }: Resource, privileged: readonly string[]): readonly Finding[] {
  const name = read(props, "metadata.name");
  const isPrivileged = name.state === "known" && privileged.some((one) => one === name.value);
  return oneOf(property(read(props, "metadata.labels"), "pod-security.kubernetes.io/enforce"), [
    "restricted",
    "baseline",
    ...(isPrivileged ? ["privileged"] : []),
  ]);
}

/** Where the program says nothing, the namespace is the provider's. */
function outsideDefault({ props, provider = {} }: Resource): readonly Finding[] {
  const own = read(props, "metadata.namespace");
  const shared = read(provider, "namespace");
  return met(own.state === "absent" && shared.state !== "absent" ? { ...shared, path: own.path } : own, {
    wanted: "a namespace other than default",
    meets: (value) => typeof value === "string" && value !== "" && value !== "default",
  });
}
