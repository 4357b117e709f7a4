import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type TableDeclaration } from "../../contracts/events/iceberg.ts";
import { policyDocument } from "../iam/policy-document.ts";
import { arn, physicalName, type Place } from "../naming.ts";
import { maintenanceProblems, maintenanceProperties, type TableMaintenance } from "./maintenance.ts";
import { leftToTheWriter, tableBucketProblems } from "./table-bucket-problems.ts";
import { tableProblems } from "./table-problems.ts";

export interface TableBucketArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What it holds; the table bucket is named `<environment>-<what>`. */
  readonly what: string;
  /** Namespace of the tables: lower case, digits and underscores. */
  readonly namespace: string;
  /** Key that encrypts the tables; its policy must let S3 Tables' maintenance use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Tables with what S3 keeps them in order by; there is none without. */
  readonly tables: readonly { readonly declaration: TableDeclaration; readonly maintenance: TableMaintenance }[];
  /** Whether a destroy may delete the tables. */
  readonly deleteDataOnDestroy: boolean;
}

/** Size of the files that compaction aims at: the largest S3 Tables takes, for tables that are scanned. */
const targetFileSizeMb = 512;

/**
 * Iceberg tables in S3 Tables: the same declarations as in the Glue Data Catalog, maintained by S3. Partitions and order are
 * left to whoever writes first, see `leftToTheWriter`. @stateful
 *
 * @throws {Error} with everything that keeps a declaration from being a table there.
 */
export class TableBucket extends pulumi.ComponentResource {
  /** ARN, known before the table bucket exists. */
  readonly arn: string;
  /** Statements of `ALTER TABLE` by table, which its first writer runs. */
  readonly alterations: Readonly<Record<string, readonly string[]>>;

  constructor(name: string, args: TableBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:TableBucket", name, {}, opts);
    check(args);
    const bucketName = physicalName("table-bucket", args.place, args.what);
    this.arn = arn(args.place, "s3tables", `bucket/${bucketName}`);
    this.alterations = Object.fromEntries(
      args.tables.map(({ declaration }) => [declaration.name, leftToTheWriter(declaration)]),
    );
    const encryptionConfiguration = { sseAlgorithm: "aws:kms", kmsKeyArn: args.kmsKeyArn };
    // A file without reference is first marked and then deleted; the strictest table decides, since this is one setting.
    const unreferencedDays = Math.max(...args.tables.map(({ maintenance }) => maintenance.orphanFiles.afterDays));
    const bucket = new aws.s3tables.TableBucket(
      `${name}-bucket`,
      {
        name: bucketName,
        encryptionConfiguration,
        forceDestroy: args.deleteDataOnDestroy,
        maintenanceConfiguration: {
          icebergUnreferencedFileRemoval: {
            status: "enabled",
            settings: { unreferencedDays, nonCurrentDays: unreferencedDays },
          },
        },
      },
      { parent: this },
    );
    new aws.s3tables.TableBucketPolicy(
      `${name}-policy`,
      { tableBucketArn: bucket.arn, resourcePolicy: ownAccountOnly(this.arn, args.place.accountId) },
      { parent: this },
    );
    const namespace = new aws.s3tables.Namespace(
      `${name}-namespace`,
      { namespace: args.namespace, tableBucketArn: bucket.arn },
      { parent: this },
    );
    for (const { declaration, maintenance } of args.tables) {
      new aws.s3tables.Table(
        `${name}-${declaration.name}`,
        {
          name: declaration.name,
          namespace: namespace.namespace,
          tableBucketArn: bucket.arn,
          format: "ICEBERG",
          encryptionConfiguration,
          metadata: {
            iceberg: {
              schema: { fields: fieldsOf(declaration) },
              properties: { comment: declaration.description, ...maintenanceProperties(declaration, maintenance) },
            },
          },
          maintenanceConfiguration: {
            icebergCompaction: { status: "enabled", settings: { targetFileSizeMb } },
            icebergSnapshotManagement: {
              status: "enabled",
              settings: {
                maxSnapshotAgeHours: maintenance.snapshots.keepDays * 24,
                minSnapshotsToKeep: maintenance.snapshots.keepAtLeast,
              },
            },
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs({ arn: this.arn, alterations: this.alterations });
  }
}

function fieldsOf({ columns }: TableDeclaration): { name: string; type: string; required: boolean }[] {
  // No column is nested, or the check had refused it.
  return columns.flatMap(({ name, type, required }) => (typeof type === "string" ? [{ name, type, required }] : []));
}

function check({ tables }: TableBucketArgs): void {
  if (tables.length === 0) {
    throw new Error("A table bucket without tables keeps nothing; give it one at least.");
  }
  const problems = tables.flatMap(({ declaration, maintenance }) =>
    [
      ...tableProblems(declaration),
      ...maintenanceProblems(declaration, maintenance),
      ...tableBucketProblems(declaration, maintenance),
    ].map((problem) => `  - ${declaration.name}: ${problem}`),
  );
  if (problems.length > 0) {
    throw new Error(["Tables that cannot be in S3 Tables:", ...problems].join("\n"));
  }
}

/** No identity of another account reaches the tables, whatever is granted later. */
function ownAccountOnly(bucketArn: string, accountId: string): string {
  return policyDocument([
    {
      Sid: "OwnAccountOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3tables:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: {
        StringNotEquals: { "aws:PrincipalAccount": accountId },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ]);
}
