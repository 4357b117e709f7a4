import { emrInTransit } from "../../../policy/transport/emr-in-transit.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const atRest = {
  EnableAtRestEncryption: true,
  AtRestEncryptionConfiguration: {
    S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: "arn:aws:kms:::key/emr" },
    LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "arn:aws:kms:::key/emr" },
  },
};

/** A configuration that encrypts at rest, and in transit as the row says. */
function configuration(inTransit: object): string {
  return JSON.stringify({ EncryptionConfiguration: { ...atRest, ...inTransit } });
}

const found = "fail configuration.EncryptionConfiguration.EnableInTransitEncryption";

export const table: RuleTable = {
  rule: emrInTransit,
  compliant: {
    "aws:emr/securityConfiguration:SecurityConfiguration": {
      configuration: configuration({
        EnableInTransitEncryption: true,
        InTransitEncryptionConfiguration: {
          TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://certificates/emr.zip" },
        },
      }),
    },
  },
  rows: [
    { kind: "compliant", title: "encrypted", findings: [] },
    {
      kind: "violation",
      title: "not encrypted",
      change: { configuration: configuration({ EnableInTransitEncryption: false }) },
      findings: [found],
      says: "configuration.EncryptionConfiguration.EnableInTransitEncryption is false; must be true.",
    },
    {
      kind: "violation",
      title: "nothing about encryption",
      change: { configuration: "{}" },
      also: ["emr-at-rest"],
      findings: ["fail configuration.EncryptionConfiguration"],
    },
    {
      kind: "violation",
      title: "text that is not JSON",
      change: { configuration: "true!" },
      also: ["emr-at-rest"],
      findings: ["fail configuration"],
    },
    {
      kind: "absent",
      title: "nothing about transit",
      change: { configuration: configuration({}) },
      findings: [found],
    },
    {
      kind: "absent",
      title: "no document",
      change: { configuration: removed },
      also: ["emr-at-rest"],
      findings: ["fail configuration"],
    },
    {
      kind: "unknown",
      title: "a document not known yet",
      change: { configuration: notKnownYet },
      findings: ["undecided configuration"],
    },
    {
      kind: "wrong type",
      title: "a flag that is text",
      change: { configuration: configuration({ EnableInTransitEncryption: "true" }) },
      findings: [found],
    },
  ],
};
