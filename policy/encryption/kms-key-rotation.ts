import { mustBe } from "../check.ts";
import { read, shown } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const longestPeriod = 365;

export const kmsKeyRotation = resourceRule({
  id: "kms-key-rotation",
  types: ["aws:kms/key:Key"],
  what: "A KMS key that encrypts data rotates at least once a year.",
  why: "Key material that never changes makes one leak a leak of everything ever encrypted with it.",
  remedy: "Set enableKeyRotation: true and leave rotationPeriodInDays at 365 or less.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["KMS.4"], cis: ["4.6"], checkov: ["CKV_AWS_7"], cdkNag: ["KMS5"] },
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  evaluate: (key) => (cannotRotate(key) ? [] : [...mustBe(key.props, "enableKeyRotation", [true]), ...period(key)]),
});

/** KMS rotates symmetric encryption keys only; an unknown kind is taken for the default, which is one. */
function cannotRotate({ props }: Resource): boolean {
  const usage = read(props, "keyUsage");
  const spec = read(props, "customerMasterKeySpec");
  return (
    (usage.state === "known" && usage.value !== "ENCRYPT_DECRYPT") ||
    (spec.state === "known" && spec.value !== "SYMMETRIC_DEFAULT")
  );
}

function period({ props }: Resource): readonly Finding[] {
  const wanted = `a number of days up to ${longestPeriod}`;
  const reading = read(props, "rotationPeriodInDays");
  if (reading.state === "absent") return [];
  if (reading.state === "unknown") return [undecided(reading, wanted)];
  const { value } = reading;
  return typeof value === "number" && value <= longestPeriod ? [] : [fail(reading, shown(value), wanted)];
}
