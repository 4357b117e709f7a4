import { mskBrokerLogs } from "../../../policy/logging/msk-broker-logs.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const block = "loggingInfo.brokerLogs";

export const table: RuleTable = {
  rule: mskBrokerLogs,
  compliant: {
    "aws:msk/cluster:Cluster": {
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "/aws/msk/events" } } },
      enhancedMonitoring: "PER_BROKER",
    },
  },
  rows: [
    { kind: "compliant", title: "to CloudWatch Logs", findings: [] },
    {
      kind: "compliant",
      title: "to a bucket",
      change: { [block]: { s3: { enabled: true, bucket: "logs" } } },
      findings: [],
    },
    {
      kind: "compliant",
      title: "to a delivery stream",
      change: { [block]: { firehose: { enabled: true, deliveryStream: "logs" } } },
      findings: [],
    },
    {
      kind: "violation",
      title: "switched off",
      change: { [`${block}.cloudwatchLogs.enabled`]: false },
      findings: [`fail ${block}`],
      says: "loggingInfo.brokerLogs is without a destination",
    },
    {
      kind: "violation",
      title: "all of them switched off",
      change: { [block]: { cloudwatchLogs: { enabled: false }, s3: { enabled: false }, firehose: { enabled: false } } },
      findings: [`fail ${block}`],
    },
    { kind: "absent", title: "no block", change: { loggingInfo: removed }, findings: [`fail ${block}`] },
    {
      kind: "unknown",
      title: "a bucket not known yet, and no other",
      change: { [block]: { s3: notKnownYet } },
      findings: [`undecided ${block}`],
    },
    {
      kind: "unknown",
      title: "a bucket not known yet, beside CloudWatch Logs",
      change: { [`${block}.s3`]: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a flag that is text",
      change: { [`${block}.cloudwatchLogs.enabled`]: "true" },
      findings: [`fail ${block}`],
    },
    ...valueRows("enhancedMonitoring", { bad: ["DEFAULT"], finding: "advice" }),
  ],
};
