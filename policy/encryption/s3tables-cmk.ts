import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { isEmpty, read } from "../property.ts";
import { resourceRule } from "../rule.ts";

const table = "aws:s3tables/table:Table";

export const s3tablesCmk = resourceRule({
  id: "s3tables-cmk",
  types: ["aws:s3tables/tableBucket:TableBucket", table],
  what: "A table bucket, and a table that differs from its bucket, is encrypted with a key of ours.",
  why: "The default is SSE-S3: whoever may read a table's objects may read the data, whatever a key policy says.",
  remedy:
    'Set encryptionConfiguration { sseAlgorithm: "aws:kms", kmsKeyArn } to the lake key, whose policy lets maintenance.s3tables.amazonaws.com use it.',
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html",
  evaluate: ({ type, props }) => {
    const inherits = type === table && isEmpty(read(props, "encryptionConfiguration"));
    if (inherits) return [];
    return oncePerPlace([
      ...mustBe(props, "encryptionConfiguration.sseAlgorithm", ["aws:kms"]),
      ...mustBeOwnKey(props, "encryptionConfiguration.kmsKeyArn"),
    ]);
  },
});
