import { kmsKeySeparation } from "../../../policy/encryption/kms-key-separation.ts";
import { notKnownYet, type Other, removed, type RuleTable } from "../table.ts";

const cluster = "aws:msk/cluster:Cluster";
const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const encryptionV2 = "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
const tableBucket = "aws:s3tables/tableBucket:TableBucket";
const clusterKey = "encryptionInfo.encryptionAtRestKmsKeyArn";
const bucketKey = "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId";
const bucketKeyAt = "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId";
const tablesKey = "encryptionConfiguration.kmsKeyArn";

function arn(key: string): string {
  return `arn:aws:kms:eu-central-1:111122223333:key/${key}`;
}

function encryptionOf(bucket: string, key: string): { bucket: string; rules: readonly object[] } {
  const byDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key };
  return { bucket, rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true }] };
}

function msk(key: string): Other {
  return { type: cluster, props: { encryptionInfo: { encryptionAtRestKmsKeyArn: key } } };
}

function bucket(name: string, dataClass: string): Other {
  return { name, type: "aws:s3/bucket:Bucket", props: { bucket: name, tags: { DataClass: dataClass } } };
}

const key: Other = { name: "key", type: "aws:kms/key:Key", props: { keyId: notKnownYet, arn: notKnownYet } };

/** Two buckets under one key, by the classes of their data; the first is the judged configuration's. */
function twoBuckets(shared: string, first: string, second: string): readonly Other[] {
  return [
    bucket(`${shared}-one`, first),
    bucket(`${shared}-two`, second),
    { type: encryption, props: encryptionOf(`${shared}-two`, arn(shared)) },
  ];
}

export const table: RuleTable = {
  rule: kmsKeySeparation,
  compliant: {
    [cluster]: { encryptionInfo: { encryptionAtRestKmsKeyArn: arn("streaming-alone") } },
    [encryption]: encryptionOf("dev-lake", arn("lake-alone")),
    [encryptionV2]: encryptionOf("dev-lake-v2", arn("lake-alone")),
    [tableBucket]: {
      tags: { DataClass: "internal" },
      encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: arn("lake-alone") },
    },
  },
  rows: [
    { kind: "compliant", title: "a cluster with a key of its own", findings: [] },
    {
      kind: "compliant",
      title: "a lake of two buckets with one key",
      type: encryption,
      change: encryptionOf("both-lake-one", arn("both-lake")),
      others: twoBuckets("both-lake", "internal", "confidential"),
      findings: [],
    },
    {
      kind: "compliant",
      title: "two buckets of personal data with one key",
      type: encryption,
      change: encryptionOf("both-pii-one", arn("both-pii")),
      others: twoBuckets("both-pii", "pii", "pii"),
      findings: [],
    },
    { kind: "absent", title: "a cluster without a key", change: { encryptionInfo: removed }, findings: [] },
    {
      kind: "absent",
      title: "two without a key have none together",
      change: { [clusterKey]: "" },
      others: [{ type: encryption, props: encryptionOf("no-key", "") }],
      findings: [],
    },
    {
      kind: "violation",
      title: "a cluster and a bucket, through the graph",
      change: { [clusterKey]: notKnownYet },
      dependsOn: { encryptionInfo: "key" },
      others: [key, { type: encryption, props: encryptionOf("graph", notKnownYet), dependsOn: { rules: "key" } }],
      findings: [`fail ${clusterKey}`],
      says: "(other data); must be a key for streaming alone.",
    },
    {
      kind: "violation",
      title: "a cluster and a bucket, one of them by the key's alias",
      change: { [clusterKey]: notKnownYet },
      dependsOn: { encryptionInfo: "key" },
      others: [
        key,
        {
          name: "alias",
          type: "aws:kms/alias:Alias",
          props: { name: "alias/dev-shared-by-alias", targetKeyId: notKnownYet },
          dependsOn: { targetKeyId: "key" },
        },
        { type: encryption, props: encryptionOf("by-alias", "alias/dev-shared-by-alias") },
      ],
      findings: [`fail ${clusterKey}`],
    },
    {
      kind: "violation",
      title: "a cluster and a bucket, one of them by the key's id",
      change: { [clusterKey]: arn("shared-by-id") },
      others: [
        { type: "aws:kms/key:Key", props: { keyId: "shared-by-id", arn: arn("shared-by-id") } },
        { type: encryption, props: encryptionOf("by-id", "shared-by-id") },
      ],
      findings: [`fail ${clusterKey}`],
    },
    {
      kind: "violation",
      title: "a bucket and a cluster, by the key's ARN",
      type: encryption,
      change: { [bucketKey]: arn("shared-by-arn") },
      others: [msk(arn("shared-by-arn"))],
      findings: [`fail ${bucketKeyAt}`],
      says: "(streaming); must be a key for other data alone.",
    },
    {
      kind: "violation",
      title: "a bucket and a cluster, deprecated token",
      type: encryptionV2,
      change: { [bucketKey]: arn("shared-v2") },
      others: [msk(arn("shared-v2"))],
      findings: [`fail ${bucketKeyAt}`],
    },
    {
      kind: "violation",
      title: "a table bucket of personal data and a cluster",
      type: tableBucket,
      change: { [tablesKey]: arn("shared-tables"), "tags.DataClass": "pii" },
      others: [msk(arn("shared-tables"))],
      findings: [`fail ${tablesKey}`],
      says: "must be a key for personal data alone.",
    },
    {
      kind: "violation",
      title: "personal data and other data",
      type: encryption,
      change: encryptionOf("mixed-one", arn("mixed")),
      others: twoBuckets("mixed", "pii", "internal"),
      findings: [`fail ${bucketKeyAt}`],
    },
    {
      kind: "violation",
      title: "a class that only the provider's default tags give",
      type: tableBucket,
      change: { [tablesKey]: arn("default-tag"), tags: removed, tagsAll: { DataClass: "pii" } },
      others: [{ type: encryption, props: encryptionOf("default-tag", arn("default-tag")) }],
      findings: [`fail ${tablesKey}`],
    },
    {
      kind: "violation",
      title: "a class that configuration takes for personal",
      type: tableBucket,
      change: { [tablesKey]: arn("configured"), tags: { Sensitivity: "health" } },
      others: [{ type: encryption, props: encryptionOf("configured", arn("configured")) }],
      settings: { dataClassTag: "Sensitivity", personal: ["health"] },
      findings: [`fail ${tablesKey}`],
    },
    {
      kind: "unknown",
      title: "a class of data not known yet",
      type: encryption,
      change: encryptionOf("unknown-class-one", arn("unknown-class")),
      others: twoBuckets("unknown-class", notKnownYet, "internal"),
      findings: [`undecided ${bucketKeyAt}`],
    },
    {
      kind: "unknown",
      title: "a class of data not known yet, beside a cluster",
      type: tableBucket,
      change: { [tablesKey]: arn("unknown-beside"), "tags.DataClass": notKnownYet },
      others: [msk(arn("unknown-beside"))],
      findings: [`fail ${tablesKey}`],
    },
    {
      kind: "unknown",
      title: "keys not known yet, of different resources",
      change: { [clusterKey]: notKnownYet },
      others: [{ type: encryption, props: encryptionOf("unknown-keys", notKnownYet) }],
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a key that is text in place of a block",
      change: { encryptionInfo: arn("in-place") },
      others: [{ type: encryption, props: encryptionOf("in-place", arn("in-place")) }],
      findings: [],
    },
  ],
};
