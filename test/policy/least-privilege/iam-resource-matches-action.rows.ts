import { iamResourceMatchesAction } from "../../../policy/least-privilege/iam-resource-matches-action.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, listed, policy, statementRow, violatingRows } from "./documents.ts";

const bucket = "arn:aws:s3:::b";
const objects = `${bucket}/*`;
const dead = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: objects };
const parameters = "arn:aws:ssm:eu-west-1::parameter/aws/service/*";

export const table: RuleTable = {
  rule: iamResourceMatchesAction,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("a listing of objects", dead),
    {
      ...statementRow("violation", "says what meets nothing", {
        ...dead,
        Action: "s3:GetObject",
        Resource: [objects, bucket],
      }),
      says: `is about ${bucket}, which meets nothing there;`,
    },
    statementRow("violation", "a named resource for an action that takes * alone", {
      ...dead,
      Action: "s3:ListAllMyBuckets",
    }),
    statementRow("violation", "a pattern of which nothing fits", { ...dead, Action: ["s3:GetObject", "sqs:Send*"] }),
    statementRow("compliant", "each of two actions has its own", { ...dead, Resource: [bucket, objects] }),
    statementRow("compliant", "a pattern of which something fits", { ...dead, Action: "s3:Get*" }),
    statementRow("compliant", "what AWS owns has no account", {
      ...dead,
      Action: "ssm:GetParameter",
      Resource: parameters,
    }),
    statementRow("compliant", "a service whose data is incomplete", {
      ...dead,
      Action: "elasticloadbalancing:AddTags",
      Resource: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1",
    }),
    {
      ...statementRow("compliant", "a service whose data configuration calls incomplete", dead),
      settings: { incomplete: ["s3"] },
    },
    {
      kind: "compliant",
      title: "a permissions boundary, which grants nothing",
      change: { name: "dev-boundary", policy: policy(dead) },
      findings: [],
    },
    {
      kind: "absent",
      title: "no action",
      change: { policy: policy({ Effect: "Allow", Resource: listed.Resource }) },
      also: ["iam-document-valid"],
      findings: [],
    },
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...dead, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
