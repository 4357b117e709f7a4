import { iamNoServiceWildcard } from "../../../policy/least-privilege/iam-no-service-wildcard.ts";
import { type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, policy, violatingRows } from "./documents.ts";

const whole = { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::b" };

export const table: RuleTable = {
  rule: iamNoServiceWildcard,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("a whole service", whole),
    ...["*", "kafka-cluster:*", "s3:**", "s3:?*"].map((action) => ({
      kind: "violation" as const,
      title: `written ${action}`,
      change: { policy: policy({ ...whole, Action: ["s3:GetObject", action] }) },
      findings: ["fail policy.Statement[0]"],
    })),
    { kind: "compliant", title: "a prefix", change: { policy: policy({ ...whole, Action: "s3:Get*" }) }, findings: [] },
  ],
};
