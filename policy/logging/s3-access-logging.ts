import { isEmpty } from "../property.ts";
import { stackRule, type StackResource } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const logging = "aws:s3/bucketLogging:BucketLogging";

export const s3AccessLogging = stackRule({
  id: "s3-access-logging",
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  what: "Every bucket writes an access log into another.",
  why: "A trail does not record requests without a signature, nor what S3 itself does; the access log has both.",
  remedy: "Pass accessLogBucket to the SecureBucket component, or add an aws.s3.BucketLogging for the bucket.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["S3.9"], cis: ["4.4"], checkov: ["CKV_AWS_18"], cdkNag: ["S1"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  evaluate: (bucket, stack) => {
    const inline = ["logging", "loggings"].some((name) => !isEmpty(given(bucket, name)));
    // A bucket that takes the logs would log its own logging.
    return inline || linked(bucket, stack, "bucket") || linked(bucket, stack, "targetBucket")
      ? []
      : [notLinked(logging, "there for every bucket that takes no logs itself")];
  },
});

function linked(bucket: StackResource, stack: readonly StackResource[], property: string): boolean {
  const types = [logging, "aws:s3/bucketLoggingV2:BucketLoggingV2"];
  return linkedTo(bucket, stack, { types, property, names: ["bucket", "id"] }).length > 0;
}
