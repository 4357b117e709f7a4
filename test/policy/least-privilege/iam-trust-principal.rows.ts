import { iamTrustPrincipal } from "../../../policy/least-privilege/iam-trust-principal.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantRole, glueTrust, policy } from "./documents.ts";
import { commonTrustRows, path, trustRow } from "./trusts.ts";

const one = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:role/deploy" },
  Action: "sts:AssumeRole",
};
const anybody = { ...one, Principal: "*" };
const account = { ...one, Principal: { AWS: "arn:aws:iam::111122223333:root" } };

const google = {
  Effect: "Allow",
  Principal: { Federated: "accounts.google.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
};

export const table: RuleTable = {
  rule: iamTrustPrincipal,
  compliant: { "aws:iam/role:Role": compliantRole },
  rows: [
    ...commonTrustRows,
    trustRow("compliant", "one role", one),
    trustRow("compliant", "an account with an external id", {
      ...account,
      Condition: { StringEquals: { "sts:ExternalId": "x" } },
    }),
    {
      kind: "violation",
      title: "anybody",
      change: { [path]: policy(glueTrust, anybody) },
      findings: ["fail assumeRolePolicy.Statement[1]"],
      says: "is open to everybody or to a whole account;",
    },
    trustRow(
      "violation",
      "anybody who knows an external id",
      { ...anybody, Condition: { StringEquals: { "sts:ExternalId": "x" } } },
      `fail ${path}.Statement[0]`,
    ),
    trustRow(
      "violation",
      "any role of any account, by a pattern",
      { ...anybody, Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } },
      `fail ${path}.Statement[0]`,
    ),
    trustRow("violation", "whoever has an account with Google", google, `fail ${path}.Statement[0]`),
    trustRow("compliant", "who has one with Google, for an application of ours", {
      ...google,
      Condition: { StringEquals: { "accounts.google.com:aud": "our-application" } },
    }),
    trustRow("violation", "a whole account", account, `fail ${path}.Statement[0]`),
    trustRow(
      "violation",
      "a whole account by its number",
      { ...one, Principal: { AWS: ["111122223333"] } },
      `fail ${path}.Statement[0]`,
    ),
    {
      kind: "unknown",
      title: "a principal not known yet",
      change: { [path]: { Version: "2012-10-17", Statement: [{ ...one, Principal: { AWS: notKnownYet } }] } },
      findings: [`undecided ${path}.Statement[0]`],
    },
  ],
};
