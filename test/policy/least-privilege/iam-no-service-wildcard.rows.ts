import { iamNoServiceWildcard } from "../../../policy/least-privilege/iam-no-service-wildcard.ts";
import { type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const whole = { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] };

export const table: RuleTable = {
  rule: iamNoServiceWildcard,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("a whole service", whole),
    ...["s3:**", "s3:?*", "S3:*"].map((action) =>
      statementRow("violation", `written ${action}`, { ...whole, Action: ["s3:GetObject", action] }),
    ),
    statementRow(
      "violation",
      "all of all services",
      { ...whole, Action: "*" },
      { also: ["iam-kafka-scoped", "iam-passrole-scoped"] },
    ),
    statementRow("compliant", "a prefix", { ...whole, Action: "s3:Get*" }),
  ],
};
