import { iamTrustPrincipal } from "../../../policy/least-privilege/iam-trust-principal.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { policy } from "./documents.ts";

const glue = { Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" };
const anybody = { ...glue, Principal: "*" };
const account = { ...glue, Principal: { AWS: "arn:aws:iam::111122223333:root" } };
const path = "assumeRolePolicy";

export const table: RuleTable = {
  rule: iamTrustPrincipal,
  compliant: { "aws:iam/role:Role": { assumeRolePolicy: policy(glue) } },
  rows: [
    { kind: "compliant", title: "a service", findings: [] },
    {
      kind: "compliant",
      title: "one role",
      change: { [path]: policy({ ...glue, Principal: { AWS: "arn:aws:iam::111122223333:role/deploy" } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "an account with an external id",
      change: { [path]: policy({ ...account, Condition: { StringEquals: { "sts:ExternalId": "x" } } }) },
      findings: [],
    },
    { kind: "absent", title: "AWS refuses a role without trust", change: { [path]: removed }, findings: [] },
    {
      kind: "violation",
      title: "anybody",
      change: { [path]: policy(glue, anybody) },
      findings: ["fail assumeRolePolicy.Statement[1]"],
      says: "is open to everybody or to a whole account;",
    },
    {
      kind: "violation",
      title: "a whole account",
      change: { [path]: policy(account) },
      findings: [`fail ${path}.Statement[0]`],
    },
    {
      kind: "violation",
      title: "a whole account by its number",
      change: { [path]: policy({ ...glue, Principal: { AWS: ["111122223333"] } }) },
      findings: [`fail ${path}.Statement[0]`],
    },
    { kind: "unknown", title: "not known yet", change: { [path]: notKnownYet }, findings: [`undecided ${path}`] },
    {
      kind: "unknown",
      title: "a principal not known yet",
      change: { [path]: { Statement: [{ ...glue, Principal: { AWS: notKnownYet } }] } },
      findings: [`undecided ${path}.Statement[0]`],
    },
    {
      kind: "wrong type",
      title: "a list is one finding, of another rule",
      change: { [path]: [anybody] },
      also: ["iam-document-valid"],
      findings: [],
    },
  ],
};
