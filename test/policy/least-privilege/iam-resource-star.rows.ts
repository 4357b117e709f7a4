import { iamResourceStar } from "../../../policy/least-privilege/iam-resource-star.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, statementRow, violatingRows } from "./documents.ts";

const anyQueue = { Effect: "Allow", Action: ["sqs:ListQueues", "sqs:SendMessage"], Resource: "*" };

export const table: RuleTable = {
  rule: iamResourceStar,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("every queue", anyQueue),
    {
      ...statementRow("violation", "says which actions could be on named resources", anyQueue),
      says: "is Allow on every resource of sqs:SendMessage;",
    },
    statementRow("violation", "by a pattern", { ...anyQueue, Action: "SQS:send*" }),
    statementRow("violation", "beside a named one", { ...anyQueue, Resource: ["arn:aws:sqs:eu-west-1:1:a", "*"] }),
    statementRow("violation", "a condition on the caller narrows no resource", {
      ...anyQueue,
      Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
    }),
    statementRow("compliant", "actions that take * alone", { ...anyQueue, Action: "sqs:ListQueues" }),
    statementRow("compliant", "resources with a tag", {
      ...anyQueue,
      Action: "sqs:SendMessage",
      Condition: { StringEquals: { "aws:ResourceTag/Owner": "ingestion" } },
    }),
    statementRow("compliant", "a key of the service", {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "EventPlatform" } },
    }),
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...anyQueue, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
    {
      kind: "unknown",
      title: "an action not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...anyQueue, Action: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
