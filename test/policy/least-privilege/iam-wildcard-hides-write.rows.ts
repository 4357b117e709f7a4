import { iamWildcardHidesWrite } from "../../../policy/least-privilege/iam-wildcard-hides-write.ts";
import { notKnownYet, type Row, type RuleTable } from "../table.ts";
import { account, commonRows, compliantIdentities, policy, statementRow, violatingRows } from "./documents.ts";

const topic = { Effect: "Allow", Action: "sns:Set*", Resource: `arn:aws:sns:eu-west-1:${account}:dev-alerts` };
const add = { ...topic, Action: "sns:Add*" };
const publish = { ...topic, Action: "sns:Pub*" };

const ofReader = (kind: Row["kind"], title: string, statement: object, more: Partial<Row> = {}): Row => ({
  kind,
  title,
  type: "aws:iam/rolePolicy:RolePolicy",
  change: { role: "dev-reader", policy: policy(statement) },
  findings: kind === "violation" ? ["fail policy.Statement[0]"] : [],
  ...more,
});

export const table: RuleTable = {
  rule: iamWildcardHidesWrite,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("a change of permissions", add),
    {
      ...statementRow("violation", "says which", add),
      says: "is Allow by a pattern, which takes in sns:AddPermission;",
    },
    statementRow("compliant", "the action by its name", { ...add, Action: "sns:AddPermission" }),
    statementRow("compliant", "writing, for a role that writes", publish),
    ofReader("violation", "writing, for a role that reads", publish),
    ofReader("compliant", "reading, for a role that reads", { ...topic, Action: "sns:Get*" }),
    ofReader("compliant", "writing, for a role that configuration lets write", publish, { settings: { readers: [] } }),
    {
      kind: "unknown",
      title: "an action not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...topic, Action: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
