import { dbBackupAndProtect } from "../../../policy/data-protection/db-backup-and-protect.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const { types } = dbBackupAndProtect;
const compliant = { backupRetentionPeriod: 7, deletionProtection: true, copyTagsToSnapshot: true };

export const table: RuleTable = {
  rule: dbBackupAndProtect,
  compliant: Object.fromEntries(types.map((type) => [type, { engine: "aurora-postgresql", ...compliant }])),
  rows: [
    { kind: "compliant", title: "a week of backups", findings: [] },
    ...types.flatMap((type) => [
      ...valueRows("backupRetentionPeriod", { bad: [0, 6], type }),
      ...valueRows("deletionProtection", { bad: [false], type }),
      ...valueRows("copyTagsToSnapshot", { bad: [false], type }),
    ]),
  ],
};
