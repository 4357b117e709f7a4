import { eksSecretsCmk } from "../../../policy/encryption/eks-secrets-cmk.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const keyArn = "encryptionConfig.provider.keyArn";
const resources = "encryptionConfig.resources";

export const table: RuleTable = {
  rule: eksSecretsCmk,
  compliant: {
    "aws:eks/cluster:Cluster": {
      encryptionConfig: { provider: { keyArn: "arn:aws:kms:::key/1" }, resources: ["secrets"] },
    },
  },
  rows: [
    { kind: "compliant", title: "secrets with a key", findings: [] },
    { kind: "absent", title: "no key", change: { [keyArn]: removed }, findings: [`fail ${keyArn}`] },
    {
      kind: "absent",
      title: "no block",
      change: { encryptionConfig: removed },
      findings: ["fail encryptionConfig"],
    },
    { kind: "violation", title: "nothing listed", change: { [resources]: [] }, findings: [`fail ${resources}`] },
    {
      kind: "violation",
      title: "something else listed",
      change: { [resources]: ["x"] },
      findings: [`fail ${resources}`],
    },
    { kind: "unknown", title: "a key not known yet is a key", change: { [keyArn]: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a list not known yet",
      change: { [resources]: notKnownYet },
      findings: [`undecided ${resources}`],
    },
    {
      kind: "unknown",
      title: "an element not known yet, beside secrets",
      change: { [resources]: [notKnownYet, "secrets"] },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a list that is an object",
      change: { [resources]: {} },
      findings: [`fail ${resources}`],
    },
  ],
};
