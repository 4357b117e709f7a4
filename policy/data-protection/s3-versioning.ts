import { mustBe } from "../check.ts";
import { stackRule } from "../rule.ts";
import { given, notLinked } from "../stack-links.ts";
import { bucketTypes, settingsOfBucket } from "./bucket-links.ts";

const versionings = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
] as const;

export const s3Versioning = stackRule({
  id: "s3-versioning",
  types: [...bucketTypes, ...versionings],
  what: "Every bucket keeps the versions of its objects.",
  why: "Without versions an overwritten or deleted object is gone, and nothing can be replicated or locked.",
  remedy:
    'Add an aws.s3.BucketVersioning with versioningConfiguration: { status: "Enabled" } for the bucket, as SecureBucket does.',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["S3.14"], checkov: ["CKV_AWS_21"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  evaluate: (resource, stack) => {
    if (versionings.some((type) => type === resource.type)) {
      return mustBe(resource.props, "versioningConfiguration.status", ["Enabled"]);
    }
    if (settingsOfBucket(resource, stack, versionings).length > 0) return [];
    return given(resource, "versioning").state === "absent"
      ? [notLinked(versionings[0], "there for every bucket")]
      : mustBe(resource.props, "versioning.enabled", [true]);
  },
});
