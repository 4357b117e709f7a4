import { logGroupRetention } from "../../../policy/logging/log-group-retention.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const days = "retentionInDays";

export const table: RuleTable = {
  rule: logGroupRetention,
  compliant: { "aws:cloudwatch/logGroup:LogGroup": { name: "/aws/cloudtrail/audit", retentionInDays: 365 } },
  rows: [
    { kind: "compliant", title: "audit events for a year", findings: [] },
    {
      kind: "compliant",
      title: "other events for a week",
      change: { name: "/aws/lambda/one", [days]: 7 },
      findings: [],
    },
    ...valueRows(days, { bad: [0, 90] }),
    {
      kind: "violation",
      title: "other events for ever",
      change: { name: "/aws/lambda/two", [days]: 0 },
      findings: [`fail ${days}`],
      says: "retentionInDays is 0; must be a number of days.",
    },
    { kind: "absent", title: "a group without a name of its own", change: { name: removed, [days]: 7 }, findings: [] },
    {
      kind: "compliant",
      title: "what is to be delivered elsewhere",
      change: { logGroupClass: "DELIVERY", [days]: removed },
      findings: [],
    },
    {
      kind: "violation",
      title: "a class that keeps",
      change: { logGroupClass: "INFREQUENT_ACCESS", [days]: removed },
      findings: [`fail ${days}`],
    },
    {
      kind: "violation",
      title: "an audit group by another pattern",
      change: { name: "/aws/eks/one/cluster", [days]: 90 },
      settings: { auditGroups: ["/aws/eks/*/cluster"] },
      findings: [`fail ${days}`],
      says: "retentionInDays is 90; must be a number of days, at least 365.",
    },
    {
      kind: "compliant",
      title: "audit events for as long as configuration says",
      change: { [days]: 90 },
      settings: { auditDays: 90 },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a name not known yet, and a week",
      change: { name: notKnownYet, [days]: 7 },
      findings: ["undecided name"],
    },
    { kind: "unknown", title: "a name not known yet, and a year", change: { name: notKnownYet }, findings: [] },
  ],
};
