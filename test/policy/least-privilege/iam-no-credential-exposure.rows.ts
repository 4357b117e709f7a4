import { iamNoCredentialExposure } from "../../../policy/least-privilege/iam-no-credential-exposure.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const anyRole = { Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:aws:iam::${account}:role/*` };
const pull = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };

export const table: RuleTable = {
  rule: iamNoCredentialExposure,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("any role", anyRole),
    statementRow("violation", "anything", { ...anyRole, Resource: "*" }, { also: ["iam-resource-star"] }),
    statementRow("violation", "by a pattern", {
      ...anyRole,
      Action: "redshift:GetCluster*",
      Resource: `arn:aws:redshift:eu-west-1:${account}:*`,
    }),
    statementRow("violation", "an action that takes * alone", { ...pull, Action: "appsync:CreateApiKey" }),
    statementRow("compliant", "one role", { ...anyRole, Resource: `arn:aws:iam::${account}:role/dev-reader` }),
    statementRow("compliant", "to pull images, whose policies say which", pull),
    {
      ...statementRow("violation", "to pull images, where configuration refuses it", pull),
      settings: { allowed: [] },
    },
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...anyRole, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
