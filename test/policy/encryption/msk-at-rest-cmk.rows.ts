import { mskAtRestCmk } from "../../../policy/encryption/msk-at-rest-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/streaming";

export const table: RuleTable = {
  rule: mskAtRestCmk,
  compliant: { "aws:msk/cluster:Cluster": { encryptionInfo: { encryptionAtRestKmsKeyArn: key } } },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("encryptionInfo.encryptionAtRestKmsKeyArn", { service: "kafka" }),
    { kind: "absent", title: "no block", change: { encryptionInfo: removed }, findings: ["fail encryptionInfo"] },
    {
      kind: "wrong type",
      title: "a block that is text",
      change: { encryptionInfo: "on" },
      findings: ["fail encryptionInfo"],
    },
  ],
};
