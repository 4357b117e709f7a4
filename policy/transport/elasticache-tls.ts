import { mustBe } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const elasticacheTls = resourceRule({
  id: "elasticache-tls",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  what: "A cache takes TLS alone, and is encrypted at rest with a key of ours.",
  why: "Answers of the Data API lie in it; with transitEncryptionMode preferred a client may still speak plaintext.",
  remedy:
    'Set transitEncryptionEnabled: true, atRestEncryptionEnabled: true and kmsKeyId; leave transitEncryptionMode out or set it to "required".',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ElastiCache.4", "ElastiCache.5"], checkov: ["CKV_AWS_191"], cdkNag: ["AEC3"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html",
  // Some engines encrypt by default and some do not, so each group says so itself.
  evaluate: ({ props }) => [
    ...mustBe(props, "transitEncryptionEnabled", [true]),
    ...mustBe(props, "transitEncryptionMode", ["required"], "passes"),
    ...mustBe(props, "atRestEncryptionEnabled", [true]),
    ...mustBeOwnKey(props, "kmsKeyId"),
  ],
});
