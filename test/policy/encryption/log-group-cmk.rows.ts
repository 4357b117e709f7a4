import { logGroupCmk } from "../../../policy/encryption/log-group-cmk.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: logGroupCmk,
  compliant: { "aws:cloudwatch/logGroup:LogGroup": { kmsKeyId: "arn:aws:kms:::key/1" } },
  rows: [
    { kind: "compliant", title: "a key", findings: [] },
    { kind: "absent", title: "no key", change: { kmsKeyId: removed }, findings: ["fail kmsKeyId"], says: "is absent;" },
    { kind: "violation", title: "an empty key", change: { kmsKeyId: "" }, findings: ["fail kmsKeyId"] },
    { kind: "unknown", title: "a key not known yet is a key", change: { kmsKeyId: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "a key that is a flag", change: { kmsKeyId: true }, findings: ["fail kmsKeyId"] },
  ],
};
