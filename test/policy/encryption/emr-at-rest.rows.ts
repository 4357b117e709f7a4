import { emrAtRest } from "../../../policy/encryption/emr-at-rest.ts";
import { setRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const cluster = "aws:emr/cluster:Cluster";
const AwsKmsKey = "arn:aws:kms:eu-central-1:111122223333:key/lake";
const s3 = { EncryptionMode: "SSE-KMS", AwsKmsKey };
const disk = { EncryptionKeyProviderType: "AwsKms", AwsKmsKey };
const at = "configuration.EncryptionConfiguration";

/** A security configuration as text; what it changes goes over the compliant parts. */
function configuration(change: { enable?: unknown; s3?: object; disk?: object } = {}): string {
  return JSON.stringify({
    EncryptionConfiguration: {
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: {
          CertificateProviderType: "PEM",
          S3Object: "s3://dev-artifacts/certificates.zip",
        },
      },
      EnableAtRestEncryption: "enable" in change ? change.enable : true,
      AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { ...s3, ...change.s3 },
        LocalDiskEncryptionConfiguration: { ...disk, ...change.disk },
      },
    },
  });
}

function broken(title: string, change: Parameters<typeof configuration>[0], path: string): Row {
  return {
    kind: "violation",
    title,
    change: { configuration: configuration(change) },
    findings: [`fail ${at}.${path}`],
  };
}

export const table: RuleTable = {
  rule: emrAtRest,
  compliant: {
    "aws:emr/securityConfiguration:SecurityConfiguration": { configuration: configuration() },
    [cluster]: { securityConfiguration: "dev-lake" },
  },
  rows: [
    { kind: "compliant", title: "KMS for both", findings: [] },
    {
      kind: "compliant",
      title: "CSE-KMS",
      change: { configuration: configuration({ s3: { EncryptionMode: "CSE-KMS" } }) },
      findings: [],
    },
    broken("nothing at rest", { enable: false }, "EnableAtRestEncryption"),
    broken("nothing said of data at rest", { enable: undefined }, "EnableAtRestEncryption"),
    broken(
      "S3's own keys",
      { s3: { EncryptionMode: "SSE-S3" } },
      "AtRestEncryptionConfiguration.S3EncryptionConfiguration.EncryptionMode",
    ),
    broken(
      "no key for S3",
      { s3: { AwsKmsKey: undefined } },
      "AtRestEncryptionConfiguration.S3EncryptionConfiguration.AwsKmsKey",
    ),
    broken(
      "a provider of one's own for the disks",
      { disk: { EncryptionKeyProviderType: "Custom" } },
      "AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration.EncryptionKeyProviderType",
    ),
    broken(
      "the AWS managed key for the disks",
      { disk: { AwsKmsKey: "alias/aws/ebs" } },
      "AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration.AwsKmsKey",
    ),
    {
      kind: "absent",
      title: "nothing about encryption",
      change: { configuration: "{}" },
      also: ["emr-in-transit"],
      findings: [`fail ${at}`],
    },
    {
      kind: "absent",
      title: "no configuration",
      change: { configuration: removed },
      also: ["emr-in-transit"],
      findings: ["fail configuration"],
    },
    {
      kind: "unknown",
      title: "a configuration not known yet",
      change: { configuration: notKnownYet },
      findings: ["undecided configuration"],
    },
    {
      kind: "wrong type",
      title: "text that is no JSON",
      change: { configuration: "encrypted" },
      findings: ["fail configuration"],
      says: "a security configuration in JSON",
    },
    { kind: "wrong type", title: "a number", change: { configuration: 1 }, findings: ["fail configuration"] },
    { kind: "compliant", title: "a cluster with a configuration", type: cluster, findings: [] },
    ...setRows("securityConfiguration", { type: cluster }),
  ],
};
