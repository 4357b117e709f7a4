import { type StackResource } from "../rule.ts";
import { linkedTo } from "../stack-links.ts";

/** Both tokens of a bucket. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** Resources of some types that are settings of a bucket. */
export function settingsOfBucket(
  bucket: StackResource,
  stack: readonly StackResource[],
  types: readonly string[],
): readonly StackResource[] {
  return linkedTo(bucket, stack, { types, property: "bucket", names: ["bucket", "id"] });
}
