import { s3BucketHasSse } from "../../../policy/encryption/s3-bucket-has-sse.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, type Row, type RuleTable } from "../table.ts";

const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const encryptionV2 = "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
const bucketV2 = "aws:s3/bucketV2:BucketV2";
const byDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:eu-central-1:111122223333:key/inline" };
const inBucket = "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault";
const inBucketV2 = "serverSideEncryptionConfigurations.0.rules.0.applyServerSideEncryptionByDefaults.0";
const block = { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: byDefault } } };
const blocks = {
  serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [byDefault] }] }],
};

export const table: RuleTable = {
  rule: s3BucketHasSse,
  compliant: { "aws:s3/bucket:Bucket": {}, "aws:s3/bucketV2:BucketV2": {} },
  rows: [
    {
      kind: "compliant",
      title: "linked through the graph",
      others: [{ type: encryption, props: { bucket: "sse-graph" }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its name",
      change: { bucket: "sse-by-name" },
      others: [{ type: encryption, props: { bucket: "sse-by-name" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its id, where the name is the provider's",
      change: { id: "sse-by-id" },
      others: [{ type: encryption, props: { bucket: "sse-by-id" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its name, the older type",
      type: bucketV2,
      change: { bucket: "sse-by-name-v2" },
      others: [{ type: encryptionV2, props: { bucket: "sse-by-name-v2" } }],
      findings: [],
    },
    { kind: "compliant", title: "an inline block with KMS", change: block, findings: [] },
    {
      kind: "compliant",
      title: "an inline block with KMS, deprecated token",
      type: bucketV2,
      change: blocks,
      findings: [],
    },
    ...[
      ...valueRows(`${inBucket}.sseAlgorithm`, { bad: ["AES256"] }),
      ...ownKeyRows(`${inBucket}.kmsMasterKeyId`, { service: "s3" }),
    ].map((row): Row => ({ ...row, change: { ...block, ...row.change } })),
    ...[
      ...valueRows(`${inBucketV2}.sseAlgorithm`, { bad: ["AES256"], type: bucketV2 }),
      ...ownKeyRows(`${inBucketV2}.kmsMasterKeyId`, { service: "s3", type: bucketV2 }),
    ].map((row): Row => ({ ...row, change: { ...blocks, ...row.change } })),
    {
      kind: "violation",
      title: "an inline block without a default",
      change: { "serverSideEncryptionConfiguration.rule": { bucketKeyEnabled: true } },
      findings: [`fail ${encryption}`],
    },
    {
      kind: "unknown",
      title: "linked through the graph while the name is not known yet",
      change: { bucket: notKnownYet },
      others: [{ type: encryption, props: { bucket: notKnownYet }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "unknown",
      title: "an inline block not known yet",
      change: { serverSideEncryptionConfiguration: notKnownYet },
      others: [{ name: "reader", type: "aws:kms/key:Key", props: {} }],
      dependsOn: { serverSideEncryptionConfiguration: "reader" },
      findings: ["undecided serverSideEncryptionConfiguration"],
    },
    {
      kind: "unknown",
      title: "nothing linked, at preview, where the bucket's own encryption is not known yet",
      change: { serverSideEncryptionConfiguration: notKnownYet },
      findings: [`fail ${encryption}`],
    },
    {
      kind: "absent",
      title: "nothing linked",
      findings: [`fail ${encryption}`],
      says: "must be there for every bucket",
    },
    {
      kind: "violation",
      title: "linked to another bucket",
      change: { bucket: "sse-one" },
      others: [{ type: encryption, props: { bucket: "sse-two" } }],
      findings: [`fail ${encryption}`],
    },
    {
      kind: "violation",
      title: "nothing linked, deprecated token",
      type: bucketV2,
      findings: [`fail ${encryption}`],
    },
    {
      kind: "wrong type",
      title: "an inline block that is text",
      change: { serverSideEncryptionConfiguration: "aws:kms" },
      findings: ["fail serverSideEncryptionConfiguration"],
    },
  ],
};
