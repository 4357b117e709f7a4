import { iamNoNegation } from "../../../policy/least-privilege/iam-no-negation.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, glueTrust, listed, policy, violatingRows } from "./documents.ts";
import { allowOne, compliantResources, violatingResourceRows } from "./resource-documents.ts";

const { Action, ...withoutAction } = listed;
const { Resource, ...withoutResource } = listed;
const exceptIam = { ...withoutAction, NotAction: "iam:*" };

export const table: RuleTable = {
  rule: iamNoNegation,
  compliant: { ...compliantIdentities, ...compliantResources },
  rows: [
    ...commonRows,
    ...violatingRows("all actions but some", exceptIam),
    ...violatingRows("all resources but some", { ...withoutResource, NotResource: Resource, Action }),
    ...violatingResourceRows("everybody but one", (type) => ({
      Principal: undefined,
      NotPrincipal: allowOne(type).Principal,
    })),
    {
      kind: "violation",
      title: "a role that everybody but one may assume",
      type: "aws:iam/role:Role",
      change: { assumeRolePolicy: policy({ ...glueTrust, Principal: undefined, NotPrincipal: { AWS: "1" } }) },
      findings: ["fail assumeRolePolicy.Statement[0]"],
    },
    {
      kind: "violation",
      title: "actions not known yet, left out",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...exceptIam, NotAction: notKnownYet }] } },
      findings: ["fail policy.Statement[0]"],
    },
    {
      kind: "compliant",
      title: "a permissions boundary, which grants nothing",
      change: { name: "dev-boundary", policy: policy(exceptIam) },
      findings: [],
    },
  ],
};
