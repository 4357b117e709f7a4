import { backupVaultCmk } from "../../../policy/encryption/backup-vault-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const airGapped = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";
const key = "arn:aws:kms:eu-central-1:111122223333:key/backup";

export const table: RuleTable = {
  rule: backupVaultCmk,
  compliant: { "aws:backup/vault:Vault": { kmsKeyArn: key }, [airGapped]: { encryptionKeyArn: key } },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("kmsKeyArn", { service: "backup" }),
    ...ownKeyRows("encryptionKeyArn", { service: "backup", type: airGapped }),
  ],
};
