import { isEmpty } from "../property.ts";
import { stackRule } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const policy = "aws:s3/bucketPolicy:BucketPolicy";

export const s3BucketHasPolicy = stackRule({
  id: "s3-bucket-has-policy",
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  what: "Every bucket has a bucket policy.",
  why: "The refusal of requests without TLS lives in it: a bucket without a policy answers plain HTTP.",
  remedy: "Add an aws.s3.BucketPolicy for the bucket, as the SecureBucket component does.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.5"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  evaluate: (bucket, stack) => {
    const link = { types: [policy], property: "bucket", names: ["bucket", "id"] };
    // The bucket's own property is deprecated; it counts nevertheless.
    const some = linkedTo(bucket, stack, link).length > 0 || !isEmpty(given(bucket, "policy"));
    return some ? [] : [notLinked(policy, "there for every bucket")];
  },
});
