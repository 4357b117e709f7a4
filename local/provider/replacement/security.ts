import { forceNew, type ReplacementRules } from "./rule.ts";

/** AWS KMS, Secrets Manager, IAM and CloudWatch Logs. */
export const rules: ReplacementRules = {
  "aws:kms/key:Key": forceNew(
    "internal/service/kms/key.go",
    "customKeyStoreId",
    "customerMasterKeySpec",
    "keyUsage",
    "multiRegion",
    "xksKeyId",
  ),
  "aws:secretsmanager/secret:Secret": forceNew("internal/service/secretsmanager/secret.go", "name", "namePrefix"),
  "aws:iam/role:Role": forceNew("internal/service/iam/role.go", "name", "namePrefix", "path"),
  "aws:cloudwatch/logGroup:LogGroup": forceNew("internal/service/logs/group.go", "logGroupClass", "name", "namePrefix"),
};
