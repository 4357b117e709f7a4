import { type TableDeclaration } from "../../contracts/events/iceberg.ts";
import { type TableMaintenance } from "./maintenance.ts";

/**
 * What the provider cannot declare of a table in S3 Tables, though S3 Tables can hold it: whoever writes first alters the
 * table so. Its schema takes name, type and `required` alone.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3TableBuckets_IcebergMetadata.html
 */
export function leftToTheWriter({ partitionedBy, sortedBy, identifiedBy }: TableDeclaration): readonly string[] {
  return [
    ...partitionedBy.map(({ column, transform }) => `ADD PARTITION FIELD ${transform}(${column})`),
    ...(sortedBy.length === 0
      ? []
      : [`WRITE ORDERED BY ${sortedBy.map(({ column, direction }) => `${column} ${direction}`).join(", ")}`]),
    ...(identifiedBy.length === 0 ? [] : [`SET IDENTIFIER FIELDS ${identifiedBy.join(", ")}`]),
  ];
}

/** What keeps a declaration from being a table in S3 Tables, beside what keeps it from being any; one line each. */
export function tableBucketProblems(
  { columns }: TableDeclaration,
  { compaction, snapshots }: TableMaintenance,
): readonly string[] {
  return [
    ...columns
      .filter(({ type }) => typeof type !== "string")
      .map(
        ({ name }) => `the column ${name} is nested, which the provider's schema of S3 Tables cannot say; flatten it.`,
      ),
    ...(compaction.strategy === "binpack"
      ? []
      : [`compaction.strategy is ${compaction.strategy}; S3 Tables compacts by its own, so allowed: binpack.`]),
    ...(Number.isInteger(snapshots.keepDays * 24) ? [] : ["snapshots.keepDays must come to whole hours."]),
  ];
}
