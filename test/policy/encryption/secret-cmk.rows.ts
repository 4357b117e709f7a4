import { secretCmk } from "../../../policy/encryption/secret-cmk.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: secretCmk,
  compliant: {
    "aws:secretsmanager/secret:Secret": { kmsKeyId: "key", replicas: [{ region: "eu-west-1", kmsKeyId: "key" }] },
  },
  rows: [
    { kind: "compliant", title: "a key, in the replica too", findings: [] },
    { kind: "absent", title: "no replicas", change: { replicas: removed }, findings: [] },
    { kind: "absent", title: "no key", change: { kmsKeyId: removed }, findings: ["fail kmsKeyId"] },
    {
      kind: "absent",
      title: "a replica without a key",
      change: { "replicas.0.kmsKeyId": removed },
      findings: ["fail replicas[0].kmsKeyId"],
    },
    { kind: "violation", title: "an empty key", change: { kmsKeyId: "" }, findings: ["fail kmsKeyId"] },
    { kind: "unknown", title: "a key not known yet is a key", change: { kmsKeyId: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "a key that is a number", change: { kmsKeyId: 1 }, findings: ["fail kmsKeyId"] },
    {
      kind: "wrong type",
      title: "replicas that are text",
      change: { replicas: "eu-west-1" },
      findings: ["fail replicas"],
    },
  ],
};
