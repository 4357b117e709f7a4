import { iamNoPermissionsManagement } from "../../../policy/least-privilege/iam-no-permissions-management.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const anyTopic = { Effect: "Allow", Action: "sns:AddPermission", Resource: `arn:aws:sns:eu-west-1:${account}:*` };

export const table: RuleTable = {
  rule: iamNoPermissionsManagement,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("any topic", anyTopic),
    {
      ...statementRow("violation", "says which action", anyTopic),
      says: "is Allow on any resource of sns:AddPermission;",
    },
    statementRow("violation", "everything", { ...anyTopic, Resource: "*" }, { also: ["iam-resource-star"] }),
    statementRow("violation", "an action that takes * alone", {
      ...anyTopic,
      Action: "lakeformation:GrantPermissions",
      Resource: "*",
    }),
    statementRow("violation", "any secret", {
      ...anyTopic,
      Action: "secretsmanager:PutResourcePolicy",
      Resource: `arn:aws:secretsmanager:eu-west-1:${account}:secret:*`,
    }),
    statementRow("violation", "any bucket", { ...anyTopic, Action: "s3:PutBucketPolicy", Resource: "arn:aws:s3:::*" }),
    statementRow("compliant", "topics of the environment", {
      ...anyTopic,
      Resource: `arn:aws:sns:eu-west-1:${account}:dev-*`,
    }),
    statementRow("compliant", "for services of AWS alone", {
      ...anyTopic,
      Action: "kms:CreateGrant",
      Resource: `arn:aws:kms:eu-west-1:${account}:key/*`,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    {
      kind: "unknown",
      title: "an action not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...anyTopic, Action: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
