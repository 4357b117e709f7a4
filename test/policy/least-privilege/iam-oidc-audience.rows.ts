import { iamOidcAudience } from "../../../policy/least-privilege/iam-oidc-audience.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const audience = "sts.amazonaws.com";
const path = "clientIdLists";
const url = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";

export const table: RuleTable = {
  rule: iamOidcAudience,
  compliant: { "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { url, [path]: [audience] } },
  rows: [
    { kind: "compliant", title: "tokens for IAM", findings: [] },
    {
      kind: "compliant",
      title: "a provider of no cluster asks for what its clients send",
      change: { url: "https://token.actions.githubusercontent.com", [path]: ["acme"] },
      findings: [],
    },
    { kind: "absent", title: "no audience", change: { [path]: removed }, findings: [`fail ${path}`] },
    { kind: "violation", title: "an empty list", change: { [path]: [] }, findings: [`fail ${path}`] },
    { kind: "violation", title: "another audience", change: { [path]: ["vault"] }, findings: [`fail ${path}`] },
    { kind: "violation", title: "two audiences", change: { [path]: [audience, "vault"] }, findings: [`fail ${path}`] },
    {
      kind: "violation",
      title: "the issuer without its scheme, as state has it",
      change: { url: url.slice("https://".length), [path]: ["vault"] },
      findings: [`fail ${path}`],
    },
    {
      kind: "unknown",
      title: "a list not known yet",
      change: { [path]: notKnownYet },
      findings: [`undecided ${path}`],
    },
    {
      kind: "unknown",
      title: "an audience not known yet",
      change: { [path]: [notKnownYet] },
      findings: [`undecided ${path}`],
    },
    { kind: "unknown", title: "an issuer not known yet, for IAM", change: { url: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "an issuer not known yet, for another audience",
      change: { url: notKnownYet, [path]: ["vault"] },
      findings: [`undecided ${path}`],
    },
    { kind: "wrong type", title: "text", change: { [path]: audience.slice(3) }, findings: [`fail ${path}`] },
  ],
};
