import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Grant } from "../iam/grant.ts";
import { listPrefix, replaceObjects, useLakeFormation, writeLogs } from "../iam/grants/index.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { type Place } from "../naming.ts";
import { type TableMaintenance } from "./maintenance.ts";
import { catalogGrant } from "./table-access.ts";
import { type TableFiles } from "./table-location.ts";
import { TablePermission } from "./table-permission.ts";

export interface TableOptimizersArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** The table: its database and name, and that of the resource, so that the optimizers wait for it. */
  readonly table: { readonly database: string; readonly name: string; readonly output: pulumi.Input<string> };
  /** Where its data and metadata lie. */
  readonly files: TableFiles;
  /** What they do, and how often. */
  readonly maintenance: TableMaintenance;
}

/** Kinds of optimizer Glue has, and where each logs: groups of the account, whatever the environment. */
export const optimizerLogGroups = {
  compaction: "/aws-glue/iceberg-compaction/logs",
  retention: "/aws-glue/iceberg-retention/logs",
  orphan_file_deletion: "/aws-glue/iceberg-orphan-file-deletion/logs",
} as const;

type Configuration = aws.types.input.glue.CatalogTableOptimizerConfiguration;

/** Glue's three optimizers of one Iceberg table, under a role that may touch this table and nothing else. */
export class TableOptimizers extends pulumi.ComponentResource {
  readonly roleArn: string;

  constructor(name: string, args: TableOptimizersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:TableOptimizers", name, {}, opts);
    const { place, table, maintenance } = args;
    const location = `s3://${args.files.bucketName}/${args.files.prefix}/`;
    const role = new ServiceRole(
      `${name}-identity`,
      {
        place,
        purpose: maintenancePurpose(table.name),
        service: "glue.amazonaws.com",
        grants: maintenanceGrants(args),
      },
      { parent: this },
    );
    this.roleArn = role.arn;
    const permission = new TablePermission(
      `${name}-permission`,
      { place, roleArn: role.arn, use: "maintain", databaseName: table.database, tables: [table] },
      { parent: this, dependsOn: role },
    );

    const optimizer = (
      type: keyof typeof optimizerLogGroups,
      configuration: Omit<Configuration, "enabled" | "roleArn">,
    ): void => {
      new aws.glue.CatalogTableOptimizer(
        `${name}-${type.replaceAll("_", "-")}`,
        {
          catalogId: place.accountId,
          databaseName: table.database,
          tableName: table.output,
          type,
          configuration: { enabled: true, roleArn: role.arn, ...configuration },
        },
        // Glue tries the role when the optimizer is made.
        { parent: this, dependsOn: [role, permission] },
      );
    };
    optimizer("compaction", {
      compactionConfiguration: {
        icebergConfiguration: {
          strategy: maintenance.compaction.strategy,
          minInputFiles: maintenance.compaction.minInputFiles,
        },
      },
    });
    optimizer("retention", {
      retentionConfiguration: {
        icebergConfiguration: {
          snapshotRetentionPeriodInDays: maintenance.snapshots.keepDays,
          numberOfSnapshotsToRetain: maintenance.snapshots.keepAtLeast,
          cleanExpiredFiles: true,
        },
      },
    });
    optimizer("orphan_file_deletion", {
      orphanFileDeletionConfiguration: {
        icebergConfiguration: { orphanFileRetentionPeriodInDays: maintenance.orphanFiles.afterDays, location },
      },
    });
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** What the optimizers' role of a table is for: the last part of its name. */
export function maintenancePurpose(tableName: string): string {
  return `maintain-${tableName.replaceAll("_", "-")}`;
}

/**
 * What the optimizers of one table may do. Where its location is registered with Lake Formation, that vends the access to
 * the data, and its own permissions decide as well.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/optimization-prerequisites.html
 */
function maintenanceGrants({ place, table, files }: TableOptimizersArgs): readonly Grant[] {
  const objects = { place, bucketName: files.bucketName, prefix: `${files.prefix}/`, keyAlias: files.keyAlias };
  return [
    replaceObjects(objects),
    listPrefix(objects),
    catalogGrant("maintain", { place, database: table.database, tables: [table.name] }),
    useLakeFormation(),
    ...Object.values(optimizerLogGroups).map((group) => writeLogs({ place, name: group })),
  ];
}
