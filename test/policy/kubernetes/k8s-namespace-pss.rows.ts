import { k8sNamespacePss } from "../../../policy/kubernetes/k8s-namespace-pss.ts";
import { k8sNetpolPdb } from "../../../policy/kubernetes/k8s-netpol-pdb.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantWorkloads } from "./workloads.ts";

const [namespace, pod = "", ...others] = k8sNamespacePss.types;
const enforce = "pod-security.kubernetes.io/enforce";
const path = `metadata.labels.${enforce}`;
const labelled = (value: unknown): object => ({ "metadata.labels": { [enforce]: value } });

export const table: RuleTable = {
  rule: k8sNamespacePss,
  compliant: {
    ...compliantWorkloads([pod, ...others]),
    [namespace]: { metadata: { name: "events", labels: { [enforce]: "restricted" } } },
  },
  rows: [
    { kind: "compliant", title: "restricted", findings: [] },
    { kind: "compliant", title: "baseline", change: { ...labelled("baseline") }, findings: [] },
    {
      kind: "violation",
      title: "privileged",
      change: { ...labelled("privileged") },
      findings: [`fail ${path}`],
      says: 'is "privileged"; must be "restricted" or "baseline".',
    },
    {
      kind: "compliant",
      title: "privileged where configuration says so",
      change: { ...labelled("privileged") },
      settings: { privilegedNamespaces: ["events"] },
      findings: [],
    },
    {
      kind: "violation",
      title: "privileged under another name",
      change: { ...labelled("privileged"), "metadata.name": "other" },
      settings: { privilegedNamespaces: ["events"] },
      findings: [`fail ${path}`],
      also: ["k8s-netpol-pdb"],
    },
    { kind: "absent", title: "no label", change: { "metadata.labels": {} }, findings: [`fail ${path}`] },
    {
      kind: "absent",
      title: "no labels",
      change: { "metadata.labels": removed },
      findings: ["fail metadata.labels"],
    },
    {
      kind: "unknown",
      title: "a level not known yet",
      change: { ...labelled(notKnownYet) },
      findings: [`undecided ${path}`],
    },
    { kind: "wrong type", title: "a number", change: { ...labelled(1) }, findings: [`fail ${path}`] },
    { kind: "compliant", title: "a workload in a namespace", type: pod, findings: [] },
    ...valueRows("metadata.namespace", { bad: ["default", ""], type: pod }),
    ...others.map(
      (type) =>
        ({
          kind: "violation",
          title: `a workload in the default namespace, ${type}`,
          type,
          change: { "metadata.namespace": "default" },
          findings: ["fail metadata.namespace"],
          // A budget in another namespace covers nothing.
          also: k8sNetpolPdb.types.includes(type) ? ["k8s-netpol-pdb"] : [],
        }) as const,
    ),
    {
      kind: "absent",
      title: "a workload in the provider's namespace",
      type: pod,
      change: { "metadata.namespace": removed },
      provider: { namespace: "events" },
      findings: [],
    },
    {
      kind: "violation",
      title: "a workload in the provider's namespace, which is the default one",
      type: pod,
      change: { "metadata.namespace": removed },
      provider: { namespace: "default" },
      findings: ["fail metadata.namespace"],
    },
  ],
};
