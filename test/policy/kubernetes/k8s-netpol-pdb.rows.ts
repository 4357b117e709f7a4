import { k8sNetpolPdb } from "../../../policy/kubernetes/k8s-netpol-pdb.ts";
import { type Properties } from "../../../policy/property.ts";
import { notKnownYet, type Other, removed, type RuleTable } from "../table.ts";

const [namespace, deployment = "", ...others] = k8sNetpolPdb.types;
const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const budget = "kubernetes:policy/v1:PodDisruptionBudget";

const policy = (change: Properties = {}, place = "events"): Other => ({
  type: networkPolicy,
  props: { metadata: { namespace: place }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ...change } },
});
const disruption = (matchLabels: unknown, place = "events"): Other => ({
  type: budget,
  props: { metadata: { namespace: place }, spec: { minAvailable: 1, selector: { matchLabels } } },
});

const workload = {
  metadata: { name: "collector", namespace: "events" },
  spec: { replicas: 2, template: { metadata: { labels: { app: "collector", tier: "edge" } } } },
};

export const table: RuleTable = {
  rule: k8sNetpolPdb,
  compliant: {
    [namespace]: { metadata: { name: "events" } },
    ...Object.fromEntries([deployment, ...others].map((type) => [type, workload])),
  },
  others: [policy(), disruption({ app: "collector" })],
  rows: [
    { kind: "compliant", title: "a policy that refuses all", findings: [] },
    {
      kind: "compliant",
      title: "one in the older form, without types",
      change: { "metadata.name": "netpol-older" },
      others: [
        {
          type: "kubernetes:extensions/v1beta1:NetworkPolicy",
          props: { metadata: { namespace: "netpol-older" }, spec: { podSelector: { matchLabels: {} } } },
        },
      ],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked through the graph while the name is not known yet",
      change: { "metadata.name": notKnownYet },
      others: [
        {
          ...policy(),
          props: { metadata: { namespace: notKnownYet }, spec: { podSelector: {} } },
          dependsOn: { metadata: "judged" },
        },
      ],
      findings: [],
    },
    {
      kind: "absent",
      title: "no policy",
      change: { "metadata.name": "netpol-none" },
      others: [],
      findings: [`fail ${networkPolicy}`],
    },
    {
      kind: "violation",
      title: "a policy of some pods",
      change: { "metadata.name": "netpol-some" },
      others: [policy({ podSelector: { matchLabels: { app: "collector" } } }, "netpol-some")],
      findings: [`fail ${networkPolicy}`],
    },
    {
      kind: "violation",
      title: "a policy of the way out alone",
      change: { "metadata.name": "netpol-out" },
      others: [policy({ policyTypes: ["Egress"] }, "netpol-out")],
      findings: [`fail ${networkPolicy}`],
    },
    {
      kind: "violation",
      title: "a policy that lets all in",
      change: { "metadata.name": "netpol-in" },
      others: [policy({ ingress: [{}] }, "netpol-in")],
      findings: [`fail ${networkPolicy}`],
    },
    {
      kind: "unknown",
      title: "a selector not known yet",
      change: { "metadata.name": "netpol-later" },
      others: [policy({ podSelector: notKnownYet }, "netpol-later")],
      findings: [`undecided ${networkPolicy}`],
    },
    {
      kind: "wrong type",
      title: "a selector that is text",
      change: { "metadata.name": "netpol-text" },
      others: [policy({ podSelector: "all" }, "netpol-text")],
      findings: [`fail ${networkPolicy}`],
    },
    {
      kind: "compliant",
      title: "a budget for the pods",
      type: deployment,
      others: [disruption({ app: "collector" })],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a budget for every pod of the namespace",
      type: deployment,
      change: { "metadata.namespace": "pdb-all" },
      others: [{ type: budget, props: { metadata: { namespace: "pdb-all" }, spec: { selector: {} } } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "one replica",
      type: deployment,
      change: { "spec.replicas": 1 },
      others: [],
      findings: [],
    },
    {
      kind: "violation",
      title: "pods with other labels",
      type: deployment,
      change: { "spec.template.metadata.labels.app": "other" },
      findings: [`fail ${budget}`],
    },
    {
      kind: "absent",
      title: "replicas that an autoscaler counts",
      type: deployment,
      change: { "spec.replicas": removed },
      findings: [],
    },
    ...[deployment, ...others].map(
      (type, index) =>
        ({
          kind: "violation",
          title: `a budget of other pods and one elsewhere, ${type}`,
          type,
          change: { "metadata.namespace": `pdb-${index}` },
          others: [disruption({ app: "other" }, `pdb-${index}`), disruption({ app: "collector" }, `pdb-not-${index}`)],
          findings: [`fail ${budget}`],
        }) as const,
    ),
    {
      kind: "unknown",
      title: "labels of the budget not known yet",
      type: deployment,
      change: { "metadata.namespace": "pdb-later" },
      others: [disruption({ app: notKnownYet }, "pdb-later")],
      findings: [`undecided ${budget}`],
    },
    {
      kind: "wrong type",
      title: "labels of the budget that are text",
      type: deployment,
      change: { "metadata.namespace": "pdb-text" },
      others: [disruption("collector", "pdb-text")],
      findings: [`fail ${budget}`],
    },
  ],
};
