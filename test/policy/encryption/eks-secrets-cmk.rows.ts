import { eksSecretsCmk } from "../../../policy/encryption/eks-secrets-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const keyArn = "encryptionConfig.provider.keyArn";
const resources = "encryptionConfig.resources";

export const table: RuleTable = {
  rule: eksSecretsCmk,
  compliant: {
    "aws:eks/cluster:Cluster": {
      encryptionConfig: {
        provider: { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/cluster" },
        resources: ["secrets"],
      },
    },
  },
  rows: [
    { kind: "compliant", title: "secrets with a key", findings: [] },
    ...ownKeyRows(keyArn, { service: "eks" }),
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
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { encryptionConfig: notKnownYet },
      findings: ["undecided encryptionConfig"],
    },
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
