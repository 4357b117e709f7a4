import { glueSecurityConfigCmk } from "../../../policy/encryption/glue-security-config-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/lake";
const blocks = {
  s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn },
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn },
};

export const table: RuleTable = {
  rule: glueSecurityConfigCmk,
  compliant: { "aws:glue/securityConfiguration:SecurityConfiguration": { encryptionConfiguration: blocks } },
  rows: [
    { kind: "compliant", title: "keys of ours", findings: [] },
    ...valueRows("encryptionConfiguration.s3Encryption.s3EncryptionMode", { bad: ["DISABLED", "SSE-S3"] }),
    ...valueRows("encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode", { bad: ["DISABLED"] }),
    ...valueRows("encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode", { bad: ["DISABLED"] }),
    ...Object.keys(blocks).flatMap((block) =>
      ownKeyRows(`encryptionConfiguration.${block}.kmsKeyArn`, { service: "glue" }),
    ),
    {
      kind: "absent",
      title: "one of the three",
      change: { "encryptionConfiguration.jobBookmarksEncryption": removed },
      findings: ["fail encryptionConfiguration.jobBookmarksEncryption"],
    },
    {
      kind: "absent",
      title: "all three",
      change: { encryptionConfiguration: removed },
      findings: ["fail encryptionConfiguration"],
    },
    {
      kind: "unknown",
      title: "all three not known yet",
      change: { encryptionConfiguration: notKnownYet },
      findings: ["undecided encryptionConfiguration"],
    },
  ],
};
