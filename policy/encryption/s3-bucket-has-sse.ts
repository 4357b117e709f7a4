import { oncePerPlace, oneOf } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import { isEmpty, property, readEachPresent } from "../property.ts";
import { type Finding, type StackResource, stackRule } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const configuration = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const bucketV2 = "aws:s3/bucketV2:BucketV2";

export const s3BucketHasSse = stackRule({
  id: "s3-bucket-has-sse",
  types: ["aws:s3/bucket:Bucket", bucketV2],
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
    return linked.length > 0 ? [] : inline(bucket);
  },
});

/** The deprecated block in the bucket itself, which the older type has as lists. */
function inline(bucket: StackResource): readonly Finding[] {
  const [input, path] =
    bucket.type === bucketV2
      ? ["serverSideEncryptionConfigurations", "[].rules[].applyServerSideEncryptionByDefaults[]"]
      : ["serverSideEncryptionConfiguration", ".rule.applyServerSideEncryptionByDefault"];
  const defaults = readEachPresent(bucket.props, `${input}${path}`);
  if (isEmpty(given(bucket, input)) || defaults.length === 0) {
    return [notLinked(configuration, "there for every bucket")];
  }
  return oncePerPlace(
    defaults.flatMap((byDefault) => [
      ...oneOf(property(byDefault, "sseAlgorithm"), ["aws:kms", "aws:kms:dsse"]),
      ...ownKey(property(byDefault, "kmsMasterKeyId")),
    ]),
  );
}
