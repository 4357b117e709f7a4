import { nameConvention } from "../../../policy/tagging/name-convention.ts";
import { nameProperties } from "../../../policy/tagging/tags.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { bucket, queue, scalingGroup } from "./tagged.ts";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const secret = "aws:secretsmanager/secret:Secret";

function named(type: string, name: string): Readonly<Record<string, string>> {
  const [property = "name"] = nameProperties[type] ?? [];
  return { [property]: name };
}

export const table: RuleTable = {
  rule: nameConvention,
  compliant: {
    [queue]: { name: "dev-late-events" },
    [bucket]: { bucket: "prod-raw-111122223333-eu-central-1" },
    [logGroup]: { name: "/aws/vpc/test-flow-logs" },
    [secret]: { name: "AmazonMSK_local-collector" },
    [scalingGroup]: { name: "dev-workers" },
  },
  everyType: (type) => ({ compliant: named(type, "dev-it"), broken: named(type, "it") }),
  rows: [
    { kind: "compliant", title: "a name", type: queue, findings: [] },
    { kind: "compliant", title: "a bucket", type: bucket, findings: [] },
    { kind: "compliant", title: "a path", type: logGroup, findings: [] },
    { kind: "compliant", title: "after what AWS demands", type: secret, findings: [] },
    {
      kind: "compliant",
      title: "a log group of WAF",
      type: logGroup,
      change: { name: "aws-waf-logs-dev-devices" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a log group that AWS names",
      type: logGroup,
      change: { name: "/aws-glue/iceberg-compaction/logs" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "an environment that configuration knows",
      type: queue,
      change: { name: "stage-late-events" },
      settings: { environments: ["stage"] },
      findings: [],
    },
    { kind: "absent", title: "no name", type: queue, change: { name: removed }, findings: [] },
    {
      kind: "violation",
      title: "no environment",
      type: queue,
      change: { name: "late-events-dev" },
      findings: ["fail name"],
    },
    {
      kind: "violation",
      title: "a bucket's prefix",
      type: bucket,
      change: { bucket: removed, bucketPrefix: "raw-" },
      findings: ["fail bucketPrefix"],
    },
    { kind: "violation", title: "a bucket", type: bucket, change: { bucket: "raw" }, findings: ["fail bucket"] },
    { kind: "violation", title: "a path", type: logGroup, change: { name: "/aws/vpc" }, findings: ["fail name"] },
    { kind: "violation", title: "a secret", type: secret, change: { name: "AmazonMSK_x" }, findings: ["fail name"] },
    {
      kind: "violation",
      title: "a prefix",
      type: scalingGroup,
      change: { name: "", namePrefix: "workers-" },
      findings: ["fail namePrefix"],
    },
    { kind: "unknown", title: "the name", type: queue, change: { name: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "a number", type: queue, change: { name: 7 }, findings: ["fail name"] },
  ],
};
