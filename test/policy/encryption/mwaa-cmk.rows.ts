import { mwaaCmk } from "../../../policy/encryption/mwaa-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: mwaaCmk,
  compliant: { "aws:mwaa/environment:Environment": { kmsKey: "arn:aws:kms:eu-central-1:111122223333:key/workflows" } },
  rows: [{ kind: "compliant", title: "a key of ours", findings: [] }, ...ownKeyRows("kmsKey", { service: "airflow" })],
};
