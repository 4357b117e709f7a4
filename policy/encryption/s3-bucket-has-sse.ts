import { mustBe } from "../check.ts";
import { read } from "../property.ts";
import { stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const configuration = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const s3BucketHasSse = stackRule({
  id: "s3-bucket-has-sse",
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  what: "Every bucket has a default encryption of its own, with KMS.",
  why: "S3's own default encrypts with keys that no policy of ours guards.",
  remedy: "Add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket, as the SecureBucket component does.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.17"], checkov: ["CKV_AWS_145"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html",
  evaluate: (bucket, stack) => {
    const linked = linkedTo(bucket, stack, {
      types: [
        configuration,
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
      ],
      property: "bucket",
      names: ["bucket", "id"],
    });
    if (linked.length > 0) return [];
    const inline = "serverSideEncryptionConfiguration";
    return read(bucket.props, inline).state === "absent"
      ? [notLinked(configuration, "there for every bucket")]
      : mustBe(bucket.props, `${inline}.rule.applyServerSideEncryptionByDefault.sseAlgorithm`, [
          "aws:kms",
          "aws:kms:dsse",
        ]);
  },
});
