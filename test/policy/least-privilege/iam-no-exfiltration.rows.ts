import { iamNoExfiltration } from "../../../policy/least-privilege/iam-no-exfiltration.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const anyTable = {
  Effect: "Allow",
  Action: "dynamodb:Query",
  Resource: `arn:aws:dynamodb:eu-west-1:${account}:table/*`,
};

export const table: RuleTable = {
  rule: iamNoExfiltration,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("any table", anyTable),
    statementRow("violation", "anything", { ...anyTable, Resource: "*" }, { also: ["iam-resource-star"] }),
    statementRow("violation", "any object", { ...anyTable, Action: "s3:Get*", Resource: "arn:aws:s3:::*" }),
    statementRow("violation", "any secret", {
      ...anyTable,
      Action: "secretsmanager:GetSecretValue",
      Resource: `arn:aws:secretsmanager:eu-west-1:${account}:secret:*`,
    }),
    statementRow("violation", "any parameter", {
      ...anyTable,
      Action: "ssm:GetParametersByPath",
      Resource: `arn:aws:ssm:*:${account}:parameter/*`,
    }),
    statementRow("violation", "any object, over TLS 1.2", {
      ...anyTable,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::*",
      Condition: { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } },
    }),
    statementRow("compliant", "tables of the environment", {
      ...anyTable,
      Resource: `arn:aws:dynamodb:eu-west-1:${account}:table/dev-*`,
    }),
    statementRow("compliant", "objects of one bucket", {
      ...anyTable,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::dev-lake/*",
    }),
    statementRow("compliant", "to describe any table", { ...anyTable, Action: "dynamodb:DescribeTable" }),
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...anyTable, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
