import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A column of an Iceberg table. Field IDs are given by position and never reused, so columns are only appended. */
export interface Column {
  readonly name: string;
  /** Iceberg primitive type, for example `timestamptz`, `string`, `long`. */
  readonly type: string;
  readonly required: boolean;
  readonly doc: string;
}

export interface PartitionField {
  readonly column: string;
  /** Iceberg transform, for example `day`, `identity`, `bucket[16]`. */
  readonly transform: string;
}

export interface SortField {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

export interface IcebergTableArgs {
  /** Glue database the table is in. */
  readonly databaseName: pulumi.Input<string>;
  /** Name in the Glue Data Catalog: lower case, digits and underscores. */
  readonly tableName: string;
  /** What the table holds, for people who read the catalog. */
  readonly description: string;
  /** S3 location of data and metadata, without a slash at its end. */
  readonly location: string;
  /** Columns in the order of their field IDs, so appended only. */
  readonly columns: readonly Column[];
  /** Partition fields, outermost first; empty: not partitioned. */
  readonly partitionedBy: readonly PartitionField[];
  /** Sort order writers keep within a file; empty: none. */
  readonly sortedBy: readonly SortField[];
}

/** Settings every table of the lake has: format 2, zstd, and old metadata files cleaned up behind each commit. */
const tableProperties = {
  "format-version": "2",
  "write.parquet.compression-codec": "zstd",
  "write.metadata.delete-after-commit.enabled": "true",
  "write.metadata.previous-versions-max": "50",
};

/**
 * An Iceberg table in the Glue Data Catalog, made by Glue itself with its schema, partition spec and sort order. @stateful
 *
 * @throws {Error} when a partition or sort field names a column the table does not have.
 */
export class IcebergTable extends pulumi.ComponentResource {
  readonly tableName: string;
  readonly location: string;

  constructor(name: string, args: IcebergTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:IcebergTable", name, {}, opts);
    this.tableName = args.tableName;
    this.location = args.location;
    const fieldId = (column: string): number => fieldIdOf(args, column);

    new aws.glue.CatalogTable(
      `${name}-table`,
      {
        databaseName: args.databaseName,
        name: args.tableName,
        description: args.description,
        openTableFormatInput: {
          icebergInput: {
            metadataOperation: "CREATE",
            version: "2",
            icebergTableInput: {
              location: args.location,
              properties: tableProperties,
              schema: {
                schemaId: 0,
                type: "struct",
                // Glue takes the type of a field as a JSON string.
                fields: args.columns.map((column, index) => ({
                  id: index + 1,
                  name: column.name,
                  required: column.required,
                  type: JSON.stringify(column.type),
                  doc: column.doc,
                })),
              },
              partitionSpec: {
                specId: 0,
                fields: args.partitionedBy.map(({ column, transform }, index) => ({
                  // Iceberg counts partition fields from 1000.
                  fieldId: 1000 + index,
                  sourceId: fieldId(column),
                  name: transform === "identity" ? column : `${column}_${transform.replace(/\W.*/, "")}`,
                  transform,
                })),
              },
              sortOrder: {
                orderId: 1,
                fields: args.sortedBy.map(({ column, direction }) => ({
                  sourceId: fieldId(column),
                  direction,
                  nullOrder: direction === "asc" ? "nulls-first" : "nulls-last",
                  transform: "identity",
                })),
              },
            },
          },
        },
      },
      // Every commit of a writer moves metadata_location and its siblings; they are the table's, not ours.
      { parent: this, ignoreChanges: ["parameters"] },
    );
    this.registerOutputs({ tableName: this.tableName, location: this.location });
  }
}

function fieldIdOf(args: IcebergTableArgs, column: string): number {
  const index = args.columns.findIndex(({ name }) => name === column);
  if (index < 0) {
    throw new Error(
      `Table ${args.tableName} has no column "${column}" to partition or sort by; columns: ${args.columns.map(({ name }) => name).join(", ")}.`,
    );
  }
  return index + 1;
}
