import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

/** What a security configuration encrypts: the mode of each, and the one value of it that means a KMS key. */
const parts = [
  { block: "encryptionConfiguration.s3Encryption", mode: "s3EncryptionMode", kms: "SSE-KMS" },
  { block: "encryptionConfiguration.cloudwatchEncryption", mode: "cloudwatchEncryptionMode", kms: "SSE-KMS" },
  { block: "encryptionConfiguration.jobBookmarksEncryption", mode: "jobBookmarksEncryptionMode", kms: "CSE-KMS" },
] as const;

export const glueSecurityConfigCmk = resourceRule({
  id: "glue-security-config-cmk",
  types: ["aws:glue/securityConfiguration:SecurityConfiguration"],
  what: "A Glue security configuration encrypts data, logs and bookmarks with keys of ours.",
  why: "Jobs that name it trust it for all three; a part that is off writes in the clear, and nothing says so at the job.",
  remedy:
    "Set s3EncryptionMode and cloudwatchEncryptionMode to SSE-KMS, jobBookmarksEncryptionMode to CSE-KMS, and kmsKeyArn in each of the three blocks.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_99"], cdkNag: ["GL1", "GL3"] },
  url: "https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html",
  evaluate: ({ props }) =>
    oncePerPlace(
      parts.flatMap(({ block, mode, kms }) => [
        ...mustBe(props, `${block}.${mode}`, [kms]),
        ...mustBeOwnKey(props, `${block}.kmsKeyArn`),
      ]),
    ),
});
