import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

const airGapped = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";

export const backupVaultCmk = resourceRule({
  id: "backup-vault-cmk",
  types: ["aws:backup/vault:Vault", airGapped],
  what: "A backup vault is encrypted with a key of ours.",
  why: "A copy is as sensitive as what it copies; backups under the AWS managed key cannot be copied to another account.",
  remedy: "Set kmsKeyArn to a key of ours; encryptionKeyArn on a logically air-gapped vault.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
  evaluate: ({ type, props }) => mustBeOwnKey(props, type === airGapped ? "encryptionKeyArn" : "kmsKeyArn"),
});
