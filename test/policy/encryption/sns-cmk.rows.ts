import { snsCmk } from "../../../policy/encryption/sns-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: snsCmk,
  compliant: { "aws:sns/topic:Topic": { kmsMasterKeyId: "alias/dev-alerts" } },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("kmsMasterKeyId", { service: "sns" }),
  ],
};
