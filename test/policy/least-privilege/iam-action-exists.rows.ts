import { iamActionExists } from "../../../policy/least-privilege/iam-action-exists.ts";
import { notKnownYet, type Row, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, listed, policy, policyPlace, statementRow } from "./documents.ts";

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const misspelt = { ...read, Action: ["s3:GetObject", "s3:GetObjects"] };

export const table: RuleTable = {
  rule: iamActionExists,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...iamActionExists.types.map((type): Row => {
      const [path, written] = policyPlace(type);
      return {
        kind: "violation",
        title: `an action that there is not, ${type}`,
        type,
        change: { [path]: policy(listed, misspelt) },
        findings: [`fail ${written}.Statement[1]`],
        says: "is about s3:GetObjects, which no service knows there;",
      };
    }),
    statementRow("violation", "denied", { ...misspelt, Effect: "Deny" }),
    statementRow("violation", "a service that there is not", { ...read, Action: ["s3:GetObject", "s4:GetObject"] }),
    statementRow("violation", "a pattern that takes in nothing", { ...read, Action: ["s3:GetObject", "s3:Fetch*"] }),
    statementRow("violation", "left out", { ...read, Effect: "Deny", Action: undefined, NotAction: "s3:GetObjects" }),
    statementRow("violation", "a condition key that there is not", {
      ...read,
      Condition: { StringEquals: { "aws:PrincipalOrgIDs": "o-1" } },
    }),
    statementRow("violation", "a condition key of another action", {
      ...read,
      Condition: { StringEquals: { "s3:prefix": "a" } },
    }),
    statementRow(
      "violation",
      "a condition key that one of two actions knows",
      {
        Effect: "Allow",
        Action: ["s3:ListBucket", "s3:GetBucketLocation"],
        Resource: "arn:aws:s3:::b",
        Condition: { StringEquals: { "s3:prefix": "a" } },
      },
      { finding: "advice" },
    ),
    statementRow("compliant", "a condition key that every action knows", {
      ...read,
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
    {
      ...statementRow("compliant", "an action that configuration knows", misspelt),
      settings: { known: ["s3:GetObjects"] },
    },
    {
      kind: "unknown",
      title: "an action not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...read, Action: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
