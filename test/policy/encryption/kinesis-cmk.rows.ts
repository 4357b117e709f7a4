import { kinesisCmk } from "../../../policy/encryption/kinesis-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: kinesisCmk,
  compliant: { "aws:kinesis/stream:Stream": { encryptionType: "KMS", kmsKeyId: "alias/dev-streaming" } },
  rows: [
    { kind: "compliant", title: "KMS with a key of ours", findings: [] },
    ...valueRows("encryptionType", { bad: ["NONE"] }),
    ...ownKeyRows("kmsKeyId", { service: "kinesis" }),
  ],
};
