import { resourcePolicyNoStarAction } from "../../../policy/least-privilege/resource-policy-no-star-action.ts";
import { type RuleTable } from "../table.ts";
import {
  allowOne,
  commonResourceRows,
  compliantResources,
  violatingResourceRows,
  withStatement,
} from "./resource-documents.ts";

const type = "aws:sqs/queuePolicy:QueuePolicy";

export const table: RuleTable = {
  rule: resourcePolicyNoStarAction,
  compliant: compliantResources,
  rows: [
    ...commonResourceRows,
    ...violatingResourceRows("everything", () => ({ Action: "*" })),
    {
      kind: "violation",
      title: "all of the service",
      type,
      change: withStatement(type, { Action: [allowOne(type).Action, "sqs:*"] }),
      findings: ["fail policy.Statement[2]"],
    },
    {
      kind: "compliant",
      title: "a prefix",
      type,
      change: withStatement(type, { Action: "sqs:Receive*" }),
      findings: [],
    },
  ],
};
