import { has, mustBe } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { type Properties, read } from "../property.ts";
import { fail, type Finding, stackRule } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";
import { bucketTypes, settingsOfBucket } from "./bucket-links.ts";

const locks = [
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
] as const;

export const s3ObjectLock = stackRule({
  id: "s3-object-lock",
  types: [...bucketTypes, ...locks],
  what: "Nobody deletes or overwrites an audit record before its time, whatever rights somebody has.",
  why: "Who breaks in removes the traces first; and a record that an administrator could have changed proves nothing.",
  remedy:
    "Add an aws.s3.BucketObjectLockConfiguration with rule.defaultRetention (mode, and days or years); SecureBucket's objectLock makes it.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["S3.15"], checkov: ["CKV_AWS_143"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  settings: {
    buckets: {
      what: "Names of buckets that keep records, beside those that a trail writes to; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*-audit-*", "*-cloudtrail-*", "*-finance-*"],
    },
  },
  evaluate: (resource, stack, { buckets }) => {
    if (locks.some((type) => type === resource.type)) return retention(resource.props);
    const name = read(resource.props, "bucket");
    const keepsRecords =
      (name.state === "known" && buckets.some((pattern) => matchesPattern(pattern, String(name.value)))) ||
      linkedTo(resource, stack, {
        types: ["aws:cloudtrail/trail:Trail"],
        property: "s3BucketName",
        names: ["bucket", "id"],
      }).length > 0;
    if (!keepsRecords || settingsOfBucket(resource, stack, locks).length > 0) return [];
    return given(resource, "objectLockConfiguration.rule").state === "absent"
      ? [notLinked(locks[0], "there for every bucket of records")]
      : [];
  },
});

function retention(props: Properties): readonly Finding[] {
  const place = "rule.defaultRetention";
  const mode = mustBe(props, `${place}.mode`, ["COMPLIANCE", "GOVERNANCE"]);
  const periods = ["days", "years"].map((unit) => read(props, `${place}.${unit}`));
  const isSet = periods.some(
    (period) => period.state === "unknown" || (period.state === "known" && Number(period.value) > 0),
  );
  // A rule that is not there is one finding, the mode's.
  if (isSet || has(props, `${place}.mode`, ["COMPLIANCE", "GOVERNANCE"]) === false) return mode;
  return [...mode, fail({ path: `${place}.days` }, "absent", "a number of days, or years")];
}
