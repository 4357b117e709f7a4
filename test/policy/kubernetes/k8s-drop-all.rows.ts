import { k8sDropAll } from "../../../policy/kubernetes/k8s-drop-all.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sDropAll;
const drop = "$.containers.0.securityContext.capabilities.drop";
const dropPath = "$.containers[0].securityContext.capabilities.drop";
const add = "$.containers.0.securityContext.capabilities.add";
const addPath = "$.containers[0].securityContext.capabilities.add";

export const table: RuleTable = {
  rule: k8sDropAll,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "drops all", findings: [] },
    {
      kind: "compliant",
      title: "takes back the low ports",
      change: { [add]: ["NET_BIND_SERVICE"] },
      findings: [],
    },
    {
      kind: "violation",
      title: "drops some",
      change: { [drop]: ["NET_RAW"] },
      findings: [`fail ${dropPath}`],
      says: 'is without "ALL"; must be a list with "ALL".',
    },
    {
      kind: "violation",
      title: "takes back administration",
      change: { [add]: ["NET_BIND_SERVICE", "SYS_ADMIN"] },
      findings: [`fail ${addPath}[1]`],
    },
    {
      kind: "compliant",
      title: "takes back what configuration allows",
      change: { [add]: ["SYS_PTRACE"] },
      settings: { capabilities: ["SYS_PTRACE"] },
      findings: [],
    },
    {
      kind: "absent",
      title: "no capabilities",
      change: { "$.containers.0.securityContext.capabilities": removed },
      findings: ["fail $.containers[0].securityContext.capabilities"],
    },
    { kind: "absent", title: "no drop", change: { [drop]: removed }, findings: [`fail ${dropPath}`] },
    {
      kind: "unknown",
      title: "not known yet",
      change: { [drop]: notKnownYet, [add]: [notKnownYet] },
      findings: [`undecided ${dropPath}`, `undecided ${addPath}[0]`],
    },
    {
      kind: "wrong type",
      title: "text",
      change: { [drop]: "ALL", [add]: 7 },
      findings: [`fail ${dropPath}`, `fail ${addPath}`],
    },
  ]),
};
