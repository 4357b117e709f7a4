import { iamPassroleScoped } from "../../../policy/least-privilege/iam-passrole-scoped.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const scoped = {
  Effect: "Allow",
  Action: "iam:PassRole",
  Resource: `arn:aws:iam::${account}:role/dev-*`,
  Condition: { StringEquals: { "iam:PassedToService": ["glue.amazonaws.com", "lambda.amazonaws.com"] } },
};

export const table: RuleTable = {
  rule: iamPassroleScoped,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    statementRow("compliant", "roles of the environment to two services", scoped),
    statementRow("compliant", "other actions on roles", {
      ...scoped,
      Action: "iam:GetRole",
      Resource: `arn:aws:iam::${account}:role/*`,
      Condition: undefined,
    }),
    ...violatingRows("to any service", { ...scoped, Condition: undefined }),
    ...[
      "*",
      `arn:aws:iam::${account}:role/*`,
      "arn:aws:iam::*:role/*",
      `arn:aws:iam::${account}:*`,
      "arn:aws:iam::*",
    ].map((Resource) => statementRow("violation", `any role, as ${Resource}`, { ...scoped, Resource })),
    ...["iam:Pass*", "IAM:passrole"].map((Action) =>
      statementRow("violation", `to any service, as ${Action}`, { ...scoped, Action, Condition: undefined }),
    ),
    statementRow("violation", "to any service, by a pattern", {
      ...scoped,
      Condition: { StringLike: { "iam:PassedToService": "*" } },
    }),
    {
      kind: "unknown",
      title: "a role not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...scoped, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
