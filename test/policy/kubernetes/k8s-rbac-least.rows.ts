import { k8sRbacLeast } from "../../../policy/kubernetes/k8s-rbac-least.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const isBinding = (type: string): boolean => /Binding(Patch)?$/.test(type);
const [binding = "", ...otherBindings] = k8sRbacLeast.types.filter(isBinding);
const [role = "", ...otherRoles] = k8sRbacLeast.types.filter((type) => !isBinding(type));
const workload = { kind: "ServiceAccount", name: "collector", namespace: "events" };

const everyVerb = { change: { "rules.0.verbs": ["get", "*"] }, findings: ["fail rules[0].verbs[1]"] } as const;
const administrator = { change: { "roleRef.name": "cluster-admin" }, findings: ["fail roleRef.name"] } as const;
const violation = (type: string, broken: Pick<Row, "change" | "findings">): Row => {
  return { kind: "violation", title: `all of it, ${type}`, type, ...broken };
};

export const table: RuleTable = {
  rule: k8sRbacLeast,
  compliant: Object.fromEntries(
    k8sRbacLeast.types.map((type) => [
      type,
      isBinding(type)
        ? { metadata: { name: "reads" }, roleRef: { kind: "ClusterRole", name: "reads" }, subjects: [workload] }
        : {
            metadata: { name: "reads" },
            rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }],
          },
    ]),
  ),
  rows: [
    { kind: "compliant", title: "named verbs on named resources", findings: [] },
    { kind: "compliant", title: "a binding to a role of its own", type: binding, findings: [] },
    {
      kind: "compliant",
      title: "people may be administrators",
      type: binding,
      change: { "roleRef.name": "cluster-admin", subjects: [{ kind: "Group", name: "platform-admins" }] },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a path of the API server that is no resource",
      change: { rules: [{ nonResourceURLs: ["/metrics"], verbs: ["get"] }] },
      findings: [],
    },
    ...[role, ...otherRoles].map((type) => violation(type, everyVerb)),
    ...[binding, ...otherBindings].map((type) => violation(type, administrator)),
    {
      kind: "violation",
      title: "every resource",
      change: { "rules.0.resources": ["*"] },
      findings: ["fail rules[0].resources[0]"],
    },
    {
      kind: "violation",
      title: "the verbs that give rights away",
      change: { "rules.0.verbs": ["bind", "escalate", "impersonate"] },
      findings: ["fail rules[0].verbs[0]", "fail rules[0].verbs[1]", "fail rules[0].verbs[2]"],
    },
    {
      kind: "violation",
      title: "everybody an administrator",
      type: binding,
      change: { "roleRef.name": "cluster-admin", subjects: [{ kind: "Group", name: "system:authenticated" }] },
      findings: ["fail roleRef.name"],
    },
    { kind: "absent", title: "no rules", change: { rules: removed }, findings: [] },
    {
      kind: "absent",
      title: "no subjects",
      type: binding,
      change: { ...administrator.change, subjects: removed },
      findings: [],
    },
    { kind: "absent", title: "no role", type: binding, change: { roleRef: removed }, findings: [] },
    { kind: "unknown", title: "rules not known yet", change: { rules: notKnownYet }, findings: ["undecided rules"] },
    {
      kind: "unknown",
      title: "a verb not known yet",
      change: { "rules.0.verbs": [notKnownYet] },
      findings: ["undecided rules[0].verbs[0]"],
    },
    {
      kind: "unknown",
      title: "a role not known yet",
      type: binding,
      change: { "roleRef.name": notKnownYet },
      findings: ["undecided roleRef.name"],
    },
    {
      kind: "unknown",
      title: "an administrator not known yet",
      type: binding,
      change: { "roleRef.name": "cluster-admin", subjects: [{ kind: "Group", name: notKnownYet }] },
      findings: ["undecided roleRef.name"],
    },
    { kind: "wrong type", title: "rules that are text", change: { rules: "*" }, findings: ["fail rules"] },
    {
      kind: "wrong type",
      title: "a verb that is text in place of a list",
      change: { "rules.0.verbs": "*" },
      findings: ["fail rules[0].verbs"],
    },
    {
      kind: "wrong type",
      title: "a role that is text",
      type: binding,
      change: { roleRef: "cluster-admin" },
      findings: ["fail roleRef"],
    },
  ],
};
