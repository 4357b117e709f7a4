import { forceNew, type ReplacementRules } from "./rule.ts";

const catalogTable = "internal/service/glue/catalog_table.go";
const icebergInput = "openTableFormatInput.icebergInput";

/** Amazon S3, AWS Glue catalog, Amazon DynamoDB. */
export const rules: ReplacementRules = {
  "aws:s3/bucket:Bucket": forceNew("internal/service/s3/bucket.go", "bucket", "bucketPrefix", "objectLockEnabled"),
  "aws:s3/bucketVersioning:BucketVersioning": forceNew(
    "internal/service/s3/bucket_versioning.go",
    "bucket",
    "expectedBucketOwner",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": forceNew(
    "internal/service/s3/bucket_server_side_encryption_configuration.go",
    "bucket",
    "expectedBucketOwner",
  ),
  "aws:glue/catalogDatabase:CatalogDatabase": forceNew(
    "internal/service/glue/catalog_database.go",
    "catalogId",
    "name",
    "targetDatabase",
  ),
  "aws:glue/catalogTable:CatalogTable": forceNew(
    catalogTable,
    "catalogId",
    "databaseName",
    "name",
    "partitionIndices",
    `${icebergInput}.metadataOperation`,
    `${icebergInput}.version`,
  ),
  "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": forceNew(
    "internal/service/glue/catalog_table_optimizer.go",
    "catalogId",
    "databaseName",
    "tableName",
    "type",
  ),
  "aws:glue/registry:Registry": forceNew("internal/service/glue/registry.go", "registryName"),
  "aws:glue/schema:Schema": forceNew("internal/service/glue/schema.go", "schemaName"),
  "aws:s3tables/table:Table": forceNew("internal/service/s3tables/table.go", "metadata", "tableBucketArn"),
  "aws:s3tables/tableBucket:TableBucket": forceNew("internal/service/s3tables/table_bucket.go", "name"),
  "aws:dynamodb/table:Table": forceNew(
    "internal/service/dynamodb/table.go",
    "hashKey",
    "localSecondaryIndexes",
    "name",
    "rangeKey",
    "restoreDateTime",
    "restoreSourceName",
    "restoreToLatestTime",
  ),
};
