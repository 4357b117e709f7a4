import { lbAccessLogs } from "../../../policy/logging/lb-access-logs.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, type Other, removed, type RuleTable } from "../table.ts";

const alb = "aws:alb/loadBalancer:LoadBalancer";
const classic = "aws:elb/loadBalancer:LoadBalancer";
const source = (logType: string): Other => ({
  type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  props: { logType, resourceArn: notKnownYet },
  dependsOn: { resourceArn: "judged" },
});
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
      title: "delivered by CloudWatch Logs",
      change: { accessLogs: removed },
      others: [source("ALB_ACCESS_LOGS")],
      findings: [],
    },
    {
      kind: "violation",
      title: "connections delivered, and no requests",
      change: { accessLogs: removed },
      others: [source("ALB_CONNECTION_LOGS")],
      findings: ["fail accessLogs"],
    },
    {
      kind: "violation",
      title: "a classic one, of which CloudWatch Logs delivers nothing",
      type: classic,
      change: { accessLogs: removed },
      others: [source("ALB_ACCESS_LOGS")],
      findings: ["fail accessLogs"],
    },
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
