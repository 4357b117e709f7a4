import { cloudfrontLogs } from "../../../policy/logging/cloudfront-logs.ts";
import { setRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
const source = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

export const table: RuleTable = {
  rule: cloudfrontLogs,
  compliant: {
    "aws:cloudfront/distribution:Distribution": { loggingConfig: { bucket: "logs.s3.amazonaws.com" } },
    [multitenant]: {},
  },
  others: [{ type: source, props: { resourceArn: notKnownYet }, dependsOn: { resourceArn: "judged" } }],
  rows: [
    { kind: "compliant", title: "into a bucket", others: [], findings: [] },
    ...setRows("loggingConfig.bucket").map((row) => ({ ...row, others: [] })),
    {
      kind: "absent",
      title: "no block",
      change: { loggingConfig: removed },
      others: [],
      findings: ["fail loggingConfig"],
    },
    {
      kind: "compliant",
      title: "delivered by CloudWatch Logs, linked through the graph",
      change: { loggingConfig: removed },
      findings: [],
    },
    {
      kind: "compliant",
      title: "delivered by CloudWatch Logs, linked by ARN",
      change: { loggingConfig: removed, arn: "arn:aws:cloudfront::111122223333:distribution/BY-ARN" },
      others: [{ type: source, props: { resourceArn: "arn:aws:cloudfront::111122223333:distribution/BY-ARN" } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "beside a delivery of another",
      change: { loggingConfig: removed },
      others: [{ type: source, props: { resourceArn: "arn:aws:cloudfront::111122223333:distribution/OTHER" } }],
      findings: ["fail loggingConfig"],
    },
    {
      kind: "compliant",
      title: "of many tenants, delivered by CloudWatch Logs",
      type: multitenant,
      findings: [],
    },
    {
      kind: "violation",
      title: "of many tenants, not delivered",
      type: multitenant,
      others: [],
      findings: [`fail ${source}`],
    },
  ],
};
