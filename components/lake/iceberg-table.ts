import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type TableDeclaration } from "../../contracts/events/iceberg.ts";
import { type Place } from "../naming.ts";
import { type LakeTagValues } from "./lake-tags.ts";
import { icebergTableInput } from "./iceberg-input.ts";
import { maintenanceProblems, maintenanceProperties, type TableMaintenance } from "./maintenance.ts";
import { type TableFiles } from "./table-location.ts";
import { TableOptimizers } from "./table-optimizers.ts";
import { putLakeTags } from "./tagged.ts";
import { tableProblems } from "./table-problems.ts";

export interface IcebergTableArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Glue database the table is in: its name, and that of the resource, so that the table waits for it. */
  readonly database: { readonly name: string; readonly output: pulumi.Input<string> };
  /** Schema, partitions and order of the table. */
  readonly declaration: TableDeclaration;
  /** What keeps the table fast and small; there is no table without. */
  readonly maintenance: TableMaintenance;
  /** Where data and metadata lie. */
  readonly location: TableFiles;
  /**
   * Tags of Lake Formation that differ from the database's, which a table has otherwise.
   * @default {}
   */
  readonly tags?: Partial<LakeTagValues>;
}

/** Settings every table of the lake has: zstd, and old metadata files cleaned up behind each commit. */
const houseProperties = {
  "write.parquet.compression-codec": "zstd",
  "write.metadata.delete-after-commit.enabled": "true",
  "write.metadata.previous-versions-max": "50",
};

/**
 * An Iceberg table in the Glue Data Catalog, made by Glue itself with its schema, partition spec and sort order, and
 * maintained by Glue's optimizers. @stateful
 *
 * Appending a column changes the table in place; another name, database or format version makes another table.
 *
 * @throws {Error} with everything that keeps the declaration from being a table, or its maintenance from working.
 */
export class IcebergTable extends pulumi.ComponentResource {
  readonly tableName: string;
  /** The same name, known when the table is there. */
  readonly tableNameOutput: pulumi.Output<string>;
  /** S3 location, without a slash at its end. */
  readonly location: string;
  /** Role of the optimizers, known before it exists. */
  readonly maintenanceRoleArn: string;

  constructor(name: string, args: IcebergTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:IcebergTable", name, {}, opts);
    const { declaration, maintenance, database, location } = args;
    const problems = [...tableProblems(declaration), ...maintenanceProblems(declaration, maintenance)];
    if (problems.length > 0) {
      const lines = problems.map((problem) => `  - ${problem}`);
      throw new Error([`The table ${declaration.name} cannot be made:`, ...lines].join("\n"));
    }
    this.tableName = declaration.name;
    this.location = `s3://${location.bucketName}/${location.prefix}`;

    const table = new aws.glue.CatalogTable(
      `${name}-table`,
      {
        databaseName: database.output,
        name: declaration.name,
        openTableFormatInput: {
          icebergInput: {
            metadataOperation: "CREATE",
            version: "2",
            icebergTableInput: icebergTableInput(declaration, this.location, {
              // With this input Glue takes no description beside it; engines show the comment.
              comment: declaration.description,
              ...houseProperties,
              ...maintenanceProperties(declaration, maintenance),
            }),
          },
        },
      },
      // Every commit of a writer moves metadata_location and its siblings; they are the table's, not ours.
      { parent: this, ignoreChanges: ["parameters"] },
    );
    this.tableNameOutput = table.name;
    putLakeTags(
      `${name}-tag`,
      { table: { catalogId: args.place.accountId, databaseName: database.name, name: table.name } },
      args.tags ?? {},
      { parent: this },
    );
    const optimizers = new TableOptimizers(
      `${name}-maintenance`,
      {
        place: args.place,
        table: { database: database.name, name: declaration.name, output: table.name },
        files: location,
        maintenance,
      },
      { parent: this },
    );
    this.maintenanceRoleArn = optimizers.roleArn;
    this.registerOutputs({
      tableName: this.tableName,
      tableNameOutput: this.tableNameOutput,
      location: this.location,
      maintenanceRoleArn: this.maintenanceRoleArn,
    });
  }
}
