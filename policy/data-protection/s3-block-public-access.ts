import { mustBe } from "../check.ts";
import { stackRule } from "../rule.ts";
import { notLinked } from "../stack-links.ts";
import { bucketTypes, settingsOfBucket } from "./bucket-links.ts";

const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

export const s3BlockPublicAccess = stackRule({
  id: "s3-block-public-access",
  types: [...bucketTypes, block],
  what: "Every bucket blocks public access in all four ways.",
  why: "One wrong ACL or policy statement otherwise shows a bucket to the world; the block holds whatever they say.",
  remedy:
    "Add an aws.s3.BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets true, as SecureBucket does.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["S3.8"],
    cis: ["3.1.4"],
    checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
  },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  evaluate: (resource, stack) => {
    if (resource.type === block) return ways.flatMap((way) => mustBe(resource.props, way, [true]));
    return settingsOfBucket(resource, stack, [block]).length > 0 ? [] : [notLinked(block, "there for every bucket")];
  },
});

const ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
