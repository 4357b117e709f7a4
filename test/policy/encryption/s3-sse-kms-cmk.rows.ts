import { s3SseKmsCmk } from "../../../policy/encryption/s3-sse-kms-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const compliant = {
  bucket: "dev-lake",
  rules: [
    {
      applyServerSideEncryptionByDefault: {
        sseAlgorithm: "aws:kms",
        kmsMasterKeyId: "arn:aws:kms:eu-central-1:111122223333:key/lake",
      },
      bucketKeyEnabled: true,
    },
  ],
};
const [type, v2] = s3SseKmsCmk.types;
const byDefault = "rules.0.applyServerSideEncryptionByDefault";

export const table: RuleTable = {
  rule: s3SseKmsCmk,
  compliant: { [type]: compliant, [v2 ?? ""]: compliant },
  rows: [
    { kind: "compliant", title: "SSE-KMS with a key", findings: [] },
    {
      kind: "compliant",
      title: "two layers",
      change: { [`${byDefault}.sseAlgorithm`]: "aws:kms:dsse" },
      findings: [],
    },
    {
      kind: "violation",
      title: "S3's own keys",
      change: { [`${byDefault}.sseAlgorithm`]: "AES256" },
      findings: ["fail rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"],
      says: 'sseAlgorithm is "AES256"; must be "aws:kms" or "aws:kms:dsse".',
    },
    {
      kind: "violation",
      title: "S3's own keys, deprecated token",
      type: v2,
      change: { [`${byDefault}.sseAlgorithm`]: "AES256" },
      findings: ["fail rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"],
    },
    ...ownKeyRows(`${byDefault}.kmsMasterKeyId`, { service: "s3" }),
    ...ownKeyRows(`${byDefault}.kmsMasterKeyId`, { service: "s3", type: v2 }),
    {
      kind: "violation",
      title: "no bucket key",
      change: { "rules.0.bucketKeyEnabled": false },
      findings: ["advice rules[0].bucketKeyEnabled"],
    },
    {
      kind: "absent",
      title: "no rules",
      change: { rules: removed },
      findings: ["fail rules"],
    },
    { kind: "violation", title: "an empty list of rules", change: { rules: [] }, findings: ["fail rules"] },
    { kind: "unknown", title: "rules not known yet", change: { rules: notKnownYet }, findings: ["undecided rules"] },
    {
      kind: "unknown",
      title: "an algorithm not known yet",
      change: { [`${byDefault}.sseAlgorithm`]: notKnownYet },
      findings: ["undecided rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"],
    },
  ],
};
