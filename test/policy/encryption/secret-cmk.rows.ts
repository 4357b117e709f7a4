import { secretCmk } from "../../../policy/encryption/secret-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/secrets";

export const table: RuleTable = {
  rule: secretCmk,
  compliant: {
    "aws:secretsmanager/secret:Secret": { kmsKeyId: key, replicas: [{ region: "eu-west-1", kmsKeyId: key }] },
  },
  rows: [
    { kind: "compliant", title: "a key of ours, in the replica too", findings: [] },
    ...ownKeyRows("kmsKeyId", { service: "secretsmanager" }),
    ...ownKeyRows("replicas.0.kmsKeyId", { service: "secretsmanager" }),
    { kind: "absent", title: "no replicas", change: { replicas: removed }, findings: [] },
    {
      kind: "wrong type",
      title: "replicas that are text",
      change: { replicas: "eu-west-1" },
      findings: ["fail replicas"],
    },
  ],
};
