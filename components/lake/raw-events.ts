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
import { TableBucket } from "./table-bucket.ts";
import { type TableFiles, type TableLocation } from "./table-location.ts";
import { TablePermission } from "./table-permission.ts";

export interface RawEventsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Buckets and databases that the tables go into. */
  readonly lake: DataLake;
  /** Aliases of the keys of tables, and of what the landing job reads. */
  readonly keyAliases: RawLandingKeys;
  /**
   * Event tables in S3 Tables instead of the Glue Data Catalog, with the key of their bucket. Quarantined records stay in Glue:
   * no service may use the key of personal data, not S3's maintenance either.
   * @default - all tables are in the Glue Data Catalog
   */
  readonly s3Tables?: { readonly kmsKeyArn: pulumi.Input<string>; readonly deleteDataOnDestroy: boolean };
}

/** The same for every raw table: they are appended to all day and read once by the next job. */
const maintenance: Omit<TableMaintenance, "retention"> = {
  compaction: { strategy: "binpack", minInputFiles: 20 },
  // A week to look back, and for a job that stood still to go on.
  snapshots: { keepDays: 7, keepAtLeast: 10 },
  orphanFiles: { afterDays: 7 },
};

/** A table bucket as readers find it. */
export interface PublishedTableBucket {
  readonly arn: string;
  readonly namespace: string;
  /** Statements of `ALTER TABLE` by table, which its first writer runs. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/** The raw layer: an Iceberg table per topic, and the role of the job that lands events in them. @stateful */
export class RawEvents extends pulumi.ComponentResource {
  /** Tables of the Glue Data Catalog by name. */
  readonly tables: Readonly<Record<string, TableLocation>>;
  /** Table bucket with the others, by layer; known before it exists. */
  readonly tableBuckets: Readonly<Record<string, PublishedTableBucket>>;
  readonly landingRoleArn: string;

  constructor(name: string, args: RawEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:RawEvents", name, {}, opts);
    const { buckets, databases, databaseNames } = args.lake;

    const inBucket: readonly TopicKey[] =
      args.s3Tables === undefined ? [] : topicKeys.filter((key) => key !== "quarantine");
    const declared = topicKeys
      .filter((key) => !inBucket.includes(key))
      .map((key) => {
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

    const tableBucket = this.#makeTableBucket(name, args, inBucket);
    this.tableBuckets = tableBucket === undefined ? {} : { raw: tableBucket };

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
          ...(tableBucket === undefined
            ? {}
            : {
                tablesOfBucket: {
                  bucketArn: tableBucket.arn,
                  namespace: tableBucket.namespace,
                  tables: Object.keys(tableBucket.tables),
                },
              }),
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
    this.registerOutputs({
      tables: this.tables,
      tableBuckets: this.tableBuckets,
      landingRoleArn: this.landingRoleArn,
    });
  }

  #makeTableBucket(
    name: string,
    { place, lake, s3Tables }: RawEventsArgs,
    keys: readonly TopicKey[],
  ): PublishedTableBucket | undefined {
    if (s3Tables === undefined) return undefined;
    const namespace = lake.databaseNames.raw;
    const { arn, alterations } = new TableBucket(
      `${name}-bucket`,
      {
        place,
        what: "dl-raw-tables",
        namespace,
        kmsKeyArn: s3Tables.kmsKeyArn,
        tables: keys.map((key) => ({
          declaration: rawTables[key],
          maintenance: { ...maintenance, retention: eventRetention[key] },
        })),
        deleteDataOnDestroy: s3Tables.deleteDataOnDestroy,
      },
      { parent: this },
    );
    return { arn, namespace, tables: alterations };
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
