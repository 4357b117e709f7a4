import { oneOf } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import { property, readEachOrAbsent } from "../property.ts";
import { advice, resourceRule } from "../rule.ts";

export const s3SseKmsCmk = resourceRule({
  id: "s3-sse-kms-cmk",
  types: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  what: "A bucket's default encryption is SSE-KMS with a key of ours.",
  why: "Without a key of ours, whoever may read the bucket may read the data; no key policy, no audit of key use, no revocation.",
  remedy:
    'Set sseAlgorithm: "aws:kms", kmsMasterKeyId to the key of the data\'s purpose, and bucketKeyEnabled: true (fewer KMS calls).',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.17"], checkov: ["CKV_AWS_145", "CKV_AWS_19"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  evaluate: ({ props }) =>
    readEachOrAbsent(props, "rules[]").flatMap((rule) => {
      const byDefault = property(rule, "applyServerSideEncryptionByDefault");
      const algorithm = oneOf(property(byDefault, "sseAlgorithm"), ["aws:kms", "aws:kms:dsse"]);
      // Where the block is not there or not known, that is the one finding.
      if (byDefault.state !== "known" || byDefault.misshapen) return algorithm;
      return [
        ...algorithm,
        ...ownKey(property(byDefault, "kmsMasterKeyId")),
        ...advice(oneOf(property(rule, "bucketKeyEnabled"), [true])),
      ];
    }),
});
