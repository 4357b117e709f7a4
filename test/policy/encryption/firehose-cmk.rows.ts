import { firehoseCmk } from "../../../policy/encryption/firehose-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/lake";
const bucketArn = "arn:aws:s3:::dev-lake";

const destinations = [
  "elasticsearchConfiguration.s3Configuration",
  "httpEndpointConfiguration.s3Configuration",
  "icebergConfiguration.s3Configuration",
  "opensearchConfiguration.s3Configuration",
  "opensearchserverlessConfiguration.s3Configuration",
  "redshiftConfiguration.s3Configuration",
  "redshiftConfiguration.s3BackupConfiguration",
  "snowflakeConfiguration.s3Configuration",
  "splunkConfiguration.s3Configuration",
];

export const table: RuleTable = {
  rule: firehoseCmk,
  compliant: {
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn },
      extendedS3Configuration: {
        bucketArn,
        kmsKeyArn: keyArn,
        s3BackupMode: "Enabled",
        s3BackupConfiguration: { bucketArn, kmsKeyArn: keyArn },
      },
    },
  },
  rows: [
    { kind: "compliant", title: "a key of ours for all", findings: [] },
    ...valueRows("serverSideEncryption.enabled", { bad: [false] }),
    ...valueRows("serverSideEncryption.keyType", { bad: ["AWS_OWNED_CMK"] }),
    ...ownKeyRows("serverSideEncryption.keyArn", { service: "firehose" }),
    ...ownKeyRows("extendedS3Configuration.kmsKeyArn", { service: "s3" }),
    ...ownKeyRows("extendedS3Configuration.s3BackupConfiguration.kmsKeyArn", { service: "s3" }),
    ...destinations.map((block): Row => ({
      kind: "violation",
      title: `no key at ${block}`,
      change: { extendedS3Configuration: removed, [block]: { bucketArn } },
      findings: [`fail ${block}.kmsKeyArn`],
    })),
    {
      kind: "absent",
      title: "a direct-put stream that says nothing",
      change: { serverSideEncryption: removed },
      findings: ["fail serverSideEncryption"],
    },
    ...["kinesisSourceConfiguration", "mskSourceConfiguration"].map((source): Row => ({
      kind: "compliant",
      title: `a stream that reads from another, ${source}`,
      change: { serverSideEncryption: removed, [source]: { topicName: "iot.events" } },
      findings: [],
    })),
    {
      kind: "unknown",
      title: "a destination not known yet",
      change: { extendedS3Configuration: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a destination that is text",
      change: { extendedS3Configuration: "s3://dev-lake" },
      findings: ["fail extendedS3Configuration"],
    },
  ],
};
