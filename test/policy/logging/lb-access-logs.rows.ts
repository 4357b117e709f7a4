import { lbAccessLogs } from "../../../policy/logging/lb-access-logs.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const alb = "aws:alb/loadBalancer:LoadBalancer";
const classic = "aws:elb/loadBalancer:LoadBalancer";
const compliant = { accessLogs: { enabled: true, bucket: "access-logs" } };

export const table: RuleTable = {
  rule: lbAccessLogs,
  compliant: { "aws:lb/loadBalancer:LoadBalancer": compliant, [alb]: compliant, [classic]: compliant },
  rows: [
    { kind: "compliant", title: "on", findings: [] },
    ...[undefined, alb].flatMap((type) => [
      ...valueRows("accessLogs.enabled", { type, bad: [false] }),
      ...setRows("accessLogs.bucket", { type }),
    ]),
    ...valueRows("accessLogs.enabled", { type: classic, bad: [false], absent: "passes" }),
    ...setRows("accessLogs.bucket", { type: classic }),
    { kind: "absent", title: "no block", change: { accessLogs: removed }, findings: ["fail accessLogs"] },
    {
      kind: "compliant",
      title: "a gateway, which has none",
      change: { accessLogs: removed, loadBalancerType: "gateway" },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { accessLogs: notKnownYet },
      findings: ["undecided accessLogs"],
    },
    {
      kind: "wrong type",
      title: "a block that is text",
      change: { accessLogs: "logs" },
      findings: ["fail accessLogs"],
    },
  ],
};
