import { iamBoundaryAndSession } from "../../../policy/least-privilege/iam-boundary-and-session.ts";
import { setRows, valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: iamBoundaryAndSession,
  compliant: {
    "aws:iam/role:Role": {
      permissionsBoundary: "arn:aws:iam::111122223333:policy/dev-boundary",
      maxSessionDuration: 3600,
    },
  },
  rows: [
    { kind: "compliant", title: "a boundary and sessions of an hour", findings: [] },
    ...setRows("permissionsBoundary"),
    ...valueRows("maxSessionDuration", { bad: [14_401, 43_200], absent: "passes", finding: "advice" }),
    { kind: "compliant", title: "sessions of four hours", change: { maxSessionDuration: 14_400 }, findings: [] },
    {
      kind: "violation",
      title: "sessions longer than configuration says",
      change: { maxSessionDuration: 7200 },
      settings: { maxSessionSeconds: 3600 },
      findings: ["advice maxSessionDuration"],
    },
  ],
};
