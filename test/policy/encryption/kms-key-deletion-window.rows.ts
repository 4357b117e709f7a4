import { kmsKeyDeletionWindow } from "../../../policy/encryption/kms-key-deletion-window.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const { types } = kmsKeyDeletionWindow;

export const table: RuleTable = {
  rule: kmsKeyDeletionWindow,
  compliant: Object.fromEntries(types.map((type) => [type, { deletionWindowInDays: 30 }])),
  rows: [
    { kind: "compliant", title: "30 days", findings: [] },
    ...types.flatMap((type) => valueRows("deletionWindowInDays", { bad: [7, 29], absent: "passes", type })),
  ],
};
