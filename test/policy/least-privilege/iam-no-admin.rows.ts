import { iamNoAdmin } from "../../../policy/least-privilege/iam-no-admin.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, policy, violatingRows } from "./documents.ts";

const admin = { Effect: "Allow", Action: "*", Resource: "*" };

export const table: RuleTable = {
  rule: iamNoAdmin,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("everything on everything", admin),
    {
      kind: "violation",
      title: "among others, in lists",
      change: { policy: policy({ ...admin, Action: ["s3:GetObject", "*:*"], Resource: ["arn:aws:s3:::b/*", "*"] }) },
      findings: ["fail policy.Statement[0]"],
      says: "is Allow * on *; must be for listed actions on listed resources.",
    },
    {
      kind: "compliant",
      title: "everything on one resource is another rule's",
      change: { policy: policy({ ...admin, Resource: "arn:aws:s3:::b" }) },
      also: ["iam-kafka-scoped", "iam-no-service-wildcard", "iam-passrole-scoped"],
      findings: [],
    },
    {
      kind: "unknown",
      title: "everything on a resource not known yet",
      change: { policy: { Statement: [{ ...admin, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
