import { notKnownYet, removed, type Row } from "../table.ts";
import { glueTrust, policy } from "./documents.ts";

export const path = "assumeRolePolicy";

/** A role with one statement in its trust policy. */
export function trustRow(
  kind: "compliant" | "violation",
  title: string,
  statement: object,
  ...findings: readonly string[]
): Row {
  return { kind, title, type: "aws:iam/role:Role", change: { [path]: policy(statement) }, findings };
}

/** Rows that every rule over trust policies has, whatever it looks for. */
export const commonTrustRows: readonly Row[] = [
  { kind: "compliant", title: "a service, on behalf of the account", findings: [] },
  { kind: "absent", title: "AWS refuses a role without trust", change: { [path]: removed }, findings: [] },
  { kind: "unknown", title: "not known yet", change: { [path]: notKnownYet }, findings: [`undecided ${path}`] },
  {
    kind: "wrong type",
    title: "a list is one finding, of another rule",
    change: { [path]: [glueTrust] },
    also: ["iam-document-valid"],
    findings: [],
  },
];
