import { kmsKeyRotation } from "../../../policy/encryption/kms-key-rotation.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: kmsKeyRotation,
  compliant: { "aws:kms/key:Key": { enableKeyRotation: true, rotationPeriodInDays: 365 } },
  rows: [
    {
      kind: "compliant",
      title: "a key for message authentication, by its use alone",
      change: { enableKeyRotation: false, keyUsage: "GENERATE_VERIFY_MAC" },
      findings: [],
    },
    { kind: "compliant", title: "rotates yearly", findings: [] },
    { kind: "compliant", title: "rotates every 90 days", change: { rotationPeriodInDays: 90 }, findings: [] },
    { kind: "absent", title: "the default period is a year", change: { rotationPeriodInDays: removed }, findings: [] },
    {
      kind: "absent",
      title: "rotation not set",
      change: { enableKeyRotation: removed },
      findings: ["fail enableKeyRotation"],
      says: "enableKeyRotation is absent; must be true.",
    },
    {
      kind: "violation",
      title: "rotation off",
      change: { enableKeyRotation: false },
      findings: ["fail enableKeyRotation"],
      says: "enableKeyRotation is false; must be true.",
    },
    {
      kind: "violation",
      title: "rotates every two years",
      change: { rotationPeriodInDays: 730 },
      findings: ["fail rotationPeriodInDays"],
      says: "rotationPeriodInDays is 730; must be a number, at most 365.",
    },
    {
      kind: "unknown",
      title: "rotation not known yet",
      change: { enableKeyRotation: notKnownYet },
      findings: ["undecided enableKeyRotation"],
    },
    {
      kind: "unknown",
      title: "period not known yet, beside a rotation that is off",
      change: { enableKeyRotation: false, rotationPeriodInDays: notKnownYet },
      findings: ["fail enableKeyRotation", "undecided rotationPeriodInDays"],
    },
    {
      kind: "wrong type",
      title: "rotation as text",
      change: { enableKeyRotation: "true" },
      findings: ["fail enableKeyRotation"],
      says: 'enableKeyRotation is "true"; must be true.',
    },
    {
      kind: "compliant",
      title: "a signing key cannot rotate",
      change: { enableKeyRotation: false, keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_2048" },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a period as text",
      change: { rotationPeriodInDays: "365" },
      findings: ["fail rotationPeriodInDays"],
    },
    {
      kind: "compliant",
      title: "a key in a key store of one's own cannot rotate",
      change: { enableKeyRotation: removed, customKeyStoreId: "cks-1234567890abcdef0" },
      findings: [],
    },
    {
      kind: "violation",
      title: "rotation off, the defaults filled in",
      change: {
        enableKeyRotation: false,
        keyUsage: "ENCRYPT_DECRYPT",
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        customKeyStoreId: "",
      },
      findings: ["fail enableKeyRotation"],
    },
    {
      kind: "compliant",
      title: "an asymmetric key cannot rotate",
      change: { enableKeyRotation: removed, customerMasterKeySpec: "RSA_4096" },
      findings: [],
    },
  ],
};
