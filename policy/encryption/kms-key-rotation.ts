import { mustBe, mustBeWithin } from "../check.ts";
import { read } from "../property.ts";
import { type Resource, resourceRule } from "../rule.ts";

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
  evaluate: (key) =>
    cannotRotate(key)
      ? []
      : [
          ...mustBe(key.props, "enableKeyRotation", [true]),
          ...mustBeWithin(key.props, "rotationPeriodInDays", { most: longestPeriod }, "passes"),
        ],
});

/**
 * KMS rotates symmetric keys for encryption alone, and none whose material lies in a key store of one's own. What is not
 * known is taken for the default, which rotates.
 */
function cannotRotate({ props }: Resource): boolean {
  const others = { keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT", customKeyStoreId: "" };
  return Object.entries(others).some(([name, rotates]) => {
    const reading = read(props, name);
    return reading.state === "known" && reading.value !== rotates && reading.value !== "";
  });
}
