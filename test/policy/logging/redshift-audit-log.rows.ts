import { redshiftAuditLog } from "../../../policy/logging/redshift-audit-log.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const logging = "aws:redshift/logging:Logging";
const toBucket = { logDestinationType: "s3", logExports: removed };

export const table: RuleTable = {
  rule: redshiftAuditLog,
  compliant: {
    "aws:redshift/cluster:Cluster": {},
    [logging]: {
      logDestinationType: "cloudwatch",
      logExports: ["connectionlog", "userlog", "useractivitylog"],
      bucketName: "audit-logs",
    },
  },
  others: [{ type: logging, props: { logDestinationType: "cloudwatch" }, dependsOn: { clusterIdentifier: "judged" } }],
  rows: [
    { kind: "compliant", title: "linked through the graph", findings: [] },
    {
      kind: "compliant",
      title: "linked by its identifier",
      change: { clusterIdentifier: "audited-by-name" },
      others: [{ type: logging, props: { clusterIdentifier: "audited-by-name" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its id",
      change: { id: "audited-by-id" },
      others: [{ type: logging, props: { clusterIdentifier: "audited-by-id" } }],
      findings: [],
    },
    { kind: "absent", title: "nothing linked", others: [], findings: [`fail ${logging}`] },
    {
      kind: "violation",
      title: "beside the log of another",
      change: { clusterIdentifier: "audited-one" },
      others: [{ type: logging, props: { clusterIdentifier: "audited-two" } }],
      findings: [`fail ${logging}`],
    },
    { kind: "compliant", title: "a log in CloudWatch Logs", type: logging, findings: [] },
    {
      kind: "violation",
      title: "a log in CloudWatch Logs without users",
      type: logging,
      change: { logExports: ["connectionlog"] },
      findings: ["fail logExports"],
    },
    { kind: "compliant", title: "a log in a bucket", type: logging, change: toBucket, findings: [] },
    {
      kind: "absent",
      title: "a log in no bucket",
      type: logging,
      change: { ...toBucket, bucketName: removed },
      findings: ["fail bucketName"],
    },
    {
      kind: "absent",
      title: "no destination, which is a bucket",
      type: logging,
      change: { logDestinationType: removed, bucketName: "" },
      findings: ["fail bucketName"],
    },
    {
      kind: "unknown",
      title: "a destination not known yet",
      type: logging,
      change: { logDestinationType: notKnownYet, bucketName: removed },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a list that is text",
      type: logging,
      change: { logExports: "userlog" },
      findings: ["fail logExports"],
    },
  ],
};
