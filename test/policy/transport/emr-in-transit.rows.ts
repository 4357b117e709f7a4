import { emrInTransit } from "../../../policy/transport/emr-in-transit.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

function configuration(encryption: object): string {
  return JSON.stringify({ EncryptionConfiguration: encryption });
}

const found = "fail configuration.EncryptionConfiguration.EnableInTransitEncryption";

export const table: RuleTable = {
  rule: emrInTransit,
  compliant: {
    "aws:emr/securityConfiguration:SecurityConfiguration": {
      configuration: configuration({
        EnableInTransitEncryption: true,
        EnableAtRestEncryption: true,
        InTransitEncryptionConfiguration: {
          TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://certificates/emr.zip" },
        },
        AtRestEncryptionConfiguration: {
          S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: "arn:aws:kms:::key/emr" },
          LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "arn:aws:kms:::key/emr" },
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
      findings: ["fail configuration.EncryptionConfiguration"],
    },
    {
      kind: "violation",
      title: "text that is not JSON",
      change: { configuration: "true!" },
      findings: ["fail configuration"],
    },
    {
      kind: "absent",
      title: "nothing about transit",
      change: { configuration: configuration({ EnableAtRestEncryption: true }) },
      findings: [found],
    },
    { kind: "absent", title: "no document", change: { configuration: removed }, findings: ["fail configuration"] },
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
