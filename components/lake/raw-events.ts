import * as pulumi from "@pulumi/pulumi";
import { rawTables } from "../../contracts/events/tables.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { type Place } from "../naming.ts";
import { type DataLake, databaseNames } from "./data-lake.ts";
import { IcebergTable } from "./iceberg-table.ts";
import { rawLandingGrants, type RawLandingKeys } from "./raw-landing-grants.ts";

export interface RawEventsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Buckets and databases that the tables go into. */
  readonly lake: DataLake;
  /** Aliases of the keys of what the landing job reads and writes. */
  readonly keyAliases: RawLandingKeys;
}

/** Where a table is. */
export interface TableLocation {
  readonly database: string;
  readonly table: string;
  /** S3 location, without a slash at its end. */
  readonly location: string;
}

/** The raw layer: an Iceberg table per topic, and the role of the job that lands events in them. @stateful */
export class RawEvents extends pulumi.ComponentResource {
  /** Tables by name. */
  readonly tables: Readonly<Record<string, TableLocation>>;
  readonly landingRoleArn: string;

  constructor(name: string, args: RawEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:RawEvents", name, {}, opts);
    const { buckets, databases } = args.lake;

    const declared = Object.values(rawTables).map((table) => {
      // Quarantined records are not redacted, so they lie in a bucket of their own.
      const location =
        table.name === "quarantine"
          ? `s3://${buckets.quarantine.bucketName}/raw/quarantine`
          : `s3://${buckets.raw.bucketName}/bronze/events/${table.name}`;
      new IcebergTable(
        `${name}-${table.name}`,
        {
          databaseName: databases.raw,
          tableName: table.name,
          description: table.description,
          location,
          columns: table.columns,
          partitionedBy: table.partitionedBy,
          sortedBy: table.sortedBy,
        },
        { parent: this },
      );
      return [table.name, { database: databaseNames.raw, table: table.name, location }] as const;
    });
    this.tables = Object.fromEntries(declared);

    const landing = new ServiceRole(
      `${name}-landing`,
      {
        place: args.place,
        purpose: "raw-landing",
        service: "glue.amazonaws.com",
        grants: rawLandingGrants({
          place: args.place,
          rawBucketName: buckets.raw.bucketName,
          quarantineBucketName: buckets.quarantine.bucketName,
          databaseName: databaseNames.raw,
          tableNames: Object.keys(this.tables),
          keyAliases: args.keyAliases,
        }),
      },
      { parent: this },
    );
    this.landingRoleArn = landing.arn;
    this.registerOutputs({ tables: this.tables, landingRoleArn: this.landingRoleArn });
  }
}
