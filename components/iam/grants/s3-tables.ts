import { type Grant } from "../grant.ts";

/** Tables of one namespace of a table bucket in S3 Tables. */
export interface TablesOfBucket {
  /** ARN of the table bucket. */
  readonly bucketArn: string;
  readonly namespace: string;
  readonly tables: readonly string[];
  /** Alias of the key that encrypts them. */
  readonly keyAlias: string;
}

/**
 * Load tables of S3 Tables, write files and commit; the tables themselves are made and dropped by the lake's stack alone.
 * Named by conditions: a table's ARN has an ID that S3 makes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
 */
export function writeTablesOfBucket({ bucketArn, namespace, tables, keyAlias }: TablesOfBucket): Grant {
  if (tables.length === 0) {
    throw new Error(`No table of the namespace "${namespace}" is named; name those the workload uses.`);
  }
  return {
    statements: [
      {
        Sid: "FindTablesOfBucket",
        Effect: "Allow",
        Action: ["s3tables:GetNamespace", "s3tables:GetTableBucket"],
        Resource: bucketArn,
      },
      {
        Sid: "WriteTablesOfBucket",
        Effect: "Allow",
        Action: [
          "s3tables:GetTable",
          "s3tables:GetTableData",
          "s3tables:GetTableMetadataLocation",
          "s3tables:PutTableData",
          "s3tables:UpdateTableMetadataLocation",
        ],
        Resource: `${bucketArn}/table/*`,
        Condition: { StringEquals: { "s3tables:namespace": namespace, "s3tables:tableName": tables } },
      },
    ],
    keyAliases: [keyAlias],
  };
}
