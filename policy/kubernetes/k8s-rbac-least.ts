import { met } from "../check.ts";
import { type Answer } from "../iam/judge.ts";
import { elements, property, read, type Reading, textOf } from "../property.ts";
import { type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const versions = ["v1", "v1beta1", "v1alpha1"];
const tokens = (kind: string): readonly string[] =>
  ["", "Patch"].flatMap((patch) =>
    versions.map((version) => `kubernetes:rbac.authorization.k8s.io/${version}:${kind}${patch}`),
  );

const [firstRole = "", ...otherRoles] = [...tokens("ClusterRole"), ...tokens("Role")];
const bindings = [...tokens("ClusterRoleBinding"), ...tokens("RoleBinding")];

/** Groups that every workload, or everybody who reaches the API server, is in. */
const crowds = /^system:(authenticated|unauthenticated|anonymous|nodes?(:.*)?|serviceaccounts?(:.*)?)$/;

export const k8sRbacLeast = resourceRule({
  id: "k8s-rbac-least",
  types: [firstRole, ...otherRoles, ...bindings],
  what: "A role of the Kubernetes API names verbs and resources, gives nobody more rights than they have, and no workload is cluster-admin.",
  why: "A star takes in secrets and whatever a later version adds; who may bind, escalate or impersonate may do everything.",
  remedy:
    "List verbs and resources, leave bind, escalate and impersonate out, and bind a workload to a role made for it.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_49", "CKV_K8S_157", "CKV_K8S_158"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
  evaluate: (resource) => (bindings.includes(resource.type) ? binding(resource) : role(resource)),
});

const named = {
  wanted: "one by its name, no star",
  meets: (value: unknown) => typeof value === "string" && value !== "*",
};
const escalating = ["bind", "escalate", "impersonate"];
const harmless = {
  wanted: `a verb by its name, none of ${escalating.join(", ")}`,
  meets: (value: unknown) => typeof value === "string" && value !== "*" && !escalating.includes(value),
};

function role({ props }: Resource): readonly Finding[] {
  return listed(read(props, "rules")).flatMap((rule) => {
    if (rule.state !== "known" || rule.misshapen) return met(rule, named);
    return [
      ...listed(property(rule, "verbs")).flatMap((verb) => met(verb, harmless)),
      ...listed(property(rule, "resources")).flatMap((resource) => met(resource, named)),
    ];
  });
}

function binding({ props }: Resource): readonly Finding[] {
  const name = read(props, "roleRef.name");
  const administers = met(name, {
    wanted: "a role made for the workload",
    meets: (value) => typeof value === "string" && value !== "cluster-admin",
    whenAbsent: "passes",
  });
  if (administers.length === 0) return [];
  const subjects = listed(read(props, "subjects")).map(forWorkloads);
  if (subjects.includes("yes")) return administers;
  return subjects.includes("unknown") ? [undecided(name, "a role made for the workload")] : [];
}

/** Whether a subject is a workload, or a crowd that workloads are in. People may be administrators. */
function forWorkloads(subject: Reading): Answer {
  const kind = property(subject, "kind");
  const name = property(subject, "name");
  if (kind.state === "known" && kind.value === "ServiceAccount") return "yes";
  if (kind.state === "unknown" || name.state === "unknown") return "unknown";
  return crowds.test(textOf(name)) ? "yes" : "no";
}

function listed(list: Reading): readonly Reading[] {
  return list.state === "absent" ? [] : elements(list);
}
