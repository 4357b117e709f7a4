import { mskAtRestCmk } from "../../../policy/encryption/msk-at-rest-cmk.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const path = "encryptionInfo.encryptionAtRestKmsKeyArn";

export const table: RuleTable = {
  rule: mskAtRestCmk,
  compliant: { "aws:msk/cluster:Cluster": { encryptionInfo: { encryptionAtRestKmsKeyArn: "arn:aws:kms:::key/1" } } },
  rows: [
    { kind: "compliant", title: "a key", findings: [] },
    { kind: "absent", title: "no key", change: { [path]: removed }, findings: [`fail ${path}`] },
    { kind: "absent", title: "no block", change: { encryptionInfo: removed }, findings: ["fail encryptionInfo"] },
    { kind: "violation", title: "an empty key", change: { [path]: "" }, findings: [`fail ${path}`], says: 'is "";' },
    { kind: "unknown", title: "a key not known yet is a key", change: { [path]: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "a key that is a list", change: { [path]: ["a"] }, findings: [`fail ${path}`] },
    {
      kind: "wrong type",
      title: "a block that is text",
      change: { encryptionInfo: "on" },
      findings: ["fail encryptionInfo"],
    },
  ],
};
