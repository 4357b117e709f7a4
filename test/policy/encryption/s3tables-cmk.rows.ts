import { s3tablesCmk } from "../../../policy/encryption/s3tables-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const bucket = "aws:s3tables/tableBucket:TableBucket";
const tableType = "aws:s3tables/table:Table";
const compliant = {
  encryptionConfiguration: {
    sseAlgorithm: "aws:kms",
    kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/lake",
  },
};

export const table: RuleTable = {
  rule: s3tablesCmk,
  compliant: { [bucket]: compliant, [tableType]: compliant },
  rows: [
    { kind: "compliant", title: "KMS with a key of ours", findings: [] },
    ...[bucket, tableType].flatMap((type) => [
      ...valueRows("encryptionConfiguration.sseAlgorithm", { bad: ["AES256"], type }),
      ...ownKeyRows("encryptionConfiguration.kmsKeyArn", { service: "s3", type }),
    ]),
    {
      kind: "absent",
      title: "a bucket that says nothing",
      change: { encryptionConfiguration: removed },
      findings: ["fail encryptionConfiguration"],
    },
    {
      kind: "absent",
      title: "a table that has its bucket's encryption",
      type: tableType,
      change: { encryptionConfiguration: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { encryptionConfiguration: notKnownYet },
      findings: ["undecided encryptionConfiguration"],
    },
  ],
};
