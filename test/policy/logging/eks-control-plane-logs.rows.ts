import { eksControlPlaneLogs } from "../../../policy/logging/eks-control-plane-logs.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const list = "enabledClusterLogTypes";
const all = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export const table: RuleTable = {
  rule: eksControlPlaneLogs,
  compliant: { "aws:eks/cluster:Cluster": { [list]: all } },
  rows: [
    { kind: "compliant", title: "all of them", findings: [] },
    { kind: "absent", title: "no list", change: { [list]: removed }, findings: [`fail ${list}`] },
    { kind: "absent", title: "an empty list", change: { [list]: [] }, findings: [`fail ${list}`] },
    {
      kind: "violation",
      title: "without the audit log",
      change: { [list]: all.filter((one) => one !== "audit") },
      findings: [`fail ${list}`],
      says: 'enabledClusterLogTypes is without "audit"',
    },
    {
      kind: "violation",
      title: "those for security alone",
      change: { [list]: ["api", "audit", "authenticator"] },
      findings: [`advice ${list}`],
      says: 'enabledClusterLogTypes is without "controllerManager", "scheduler"',
    },
    {
      kind: "unknown",
      title: "a list not known yet",
      change: { [list]: notKnownYet },
      findings: [`undecided ${list}`],
    },
    { kind: "wrong type", title: "text", change: { [list]: "api,audit,authenticator" }, findings: [`fail ${list}`] },
  ],
};
