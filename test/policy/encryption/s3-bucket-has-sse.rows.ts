import { s3BucketHasSse } from "../../../policy/encryption/s3-bucket-has-sse.ts";
import { notKnownYet, type RuleTable } from "../table.ts";

const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const inline = "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm";

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
    { kind: "compliant", title: "an inline block with KMS", change: { [inline]: "aws:kms" }, findings: [] },
    {
      kind: "unknown",
      title: "linked through the graph while the name is not known yet",
      change: { bucket: notKnownYet },
      others: [{ type: encryption, props: { bucket: notKnownYet }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "unknown",
      title: "an inline algorithm not known yet",
      change: { [inline]: notKnownYet },
      findings: [`undecided ${inline}`],
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
      type: "aws:s3/bucketV2:BucketV2",
      findings: [`fail ${encryption}`],
    },
    {
      kind: "violation",
      title: "an inline block with S3's own keys",
      change: { [inline]: "AES256" },
      findings: [`fail ${inline}`],
    },
    {
      kind: "wrong type",
      title: "an inline block that is text",
      change: { serverSideEncryptionConfiguration: "aws:kms" },
      findings: ["fail serverSideEncryptionConfiguration"],
    },
  ],
};
