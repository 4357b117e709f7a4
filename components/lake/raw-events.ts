import * as pulumi from "@pulumi/pulumi";
import { eventRetention } from "../../contracts/events/retention.ts";
import { rawTables } from "../../contracts/events/tables.ts";
import { type TopicKey } from "../../contracts/events/topics.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { type Place } from "../naming.ts";
import { type DataLake } from "./data-lake.ts";
import { IcebergTable } from "./iceberg-table.ts";
import { type TableMaintenance } from "./maintenance.ts";
import { rawLandingGrants, type RawLandingKeys } from "./raw-landing-grants.ts";
import { type TableFiles, type TableLocation } from "./table-location.ts";
import { TablePermission } from "./table-permission.ts";

export interface RawEventsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Buckets and databases that the tables go into. */
  readonly lake: DataLake;
  /** Aliases of the keys of tables, and of what the landing job reads. */
  readonly keyAliases: RawLandingKeys;
}

/** The same for every raw table: they are appended to all day and read once by the next job. */
const maintenance: Omit<TableMaintenance, "retention"> = {
  compaction: { strategy: "binpack", minInputFiles: 20 },
  // A week to look back, and for a job that stood still to go on.
  snapshots: { keepDays: 7, keepAtLeast: 10 },
  orphanFiles: { afterDays: 7 },
};

/** The raw layer: an Iceberg table per topic, and the role of the job that lands events in them. @stateful */
export class RawEvents extends pulumi.ComponentResource {
  /** Tables by name. */
  readonly tables: Readonly<Record<string, TableLocation>>;
  readonly landingRoleArn: string;

  constructor(name: string, args: RawEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:RawEvents", name, {}, opts);
    const { buckets, databases, databaseNames } = args.lake;

    const declared = topicKeys.map((key) => {
      const files = filesOf(key, args);
      const table = new IcebergTable(
        `${name}-${key}`,
        {
          place: args.place,
          database: { name: databaseNames.raw, output: databases.raw },
          declaration: rawTables[key],
          maintenance: { ...maintenance, retention: eventRetention[key] },
          location: files,
          ...(key === "quarantine" ? { tags: { sensitivity: "pii" } } : {}),
        },
        { parent: this },
      );
      return { name: table.tableName, output: table.tableNameOutput, location: table.location };
    });
    this.tables = Object.fromEntries(
      declared.map(({ name: table, location }) => [table, { database: databaseNames.raw, table, location }]),
    );

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
    new TablePermission(
      `${name}-landing-permission`,
      { place: args.place, roleArn: landing.arn, use: "append", databaseName: databaseNames.raw, tables: declared },
      { parent: this, dependsOn: landing },
    );
    this.registerOutputs({ tables: this.tables, landingRoleArn: this.landingRoleArn });
  }
}

const topicKeys = Object.keys(rawTables) as readonly TopicKey[]; // a table per topic

/** Quarantined records are not redacted, so they lie in a bucket of their own. */
function filesOf(key: TopicKey, { lake, keyAliases }: RawEventsArgs): TableFiles {
  const { quarantine, raw } = lake.buckets;
  return key === "quarantine"
    ? { bucketName: quarantine.bucketName, prefix: "raw/quarantine", keyAlias: keyAliases.pii }
    : { bucketName: raw.bucketName, prefix: `bronze/events/${rawTables[key].name}`, keyAlias: keyAliases.lake };
}
