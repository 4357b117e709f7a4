import { logGroupCmk } from "../../../policy/encryption/log-group-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: logGroupCmk,
  compliant: {
    "aws:cloudwatch/logGroup:LogGroup": { kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/logs" },
  },
  rows: [{ kind: "compliant", title: "a key of ours", findings: [] }, ...ownKeyRows("kmsKeyId", { service: "logs" })],
};
