import { iamRoleHasBoundary } from "../../../policy/least-privilege/iam-role-has-boundary.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: iamRoleHasBoundary,
  compliant: { "aws:iam/role:Role": { permissionsBoundary: "arn:aws:iam::111111111111:policy/dev-boundary" } },
  rows: [
    { kind: "compliant", title: "a boundary", findings: [] },
    {
      kind: "absent",
      title: "no boundary",
      change: { permissionsBoundary: removed },
      findings: ["fail permissionsBoundary"],
      says: "is absent; must be the ARN of a managed policy.",
    },
    {
      kind: "violation",
      title: "an empty boundary",
      change: { permissionsBoundary: "" },
      findings: ["fail permissionsBoundary"],
    },
    {
      kind: "unknown",
      title: "a boundary not known yet is a boundary",
      change: { permissionsBoundary: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a boundary that is a flag",
      change: { permissionsBoundary: true },
      findings: ["fail permissionsBoundary"],
    },
  ],
};
