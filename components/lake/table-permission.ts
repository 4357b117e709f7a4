import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { tablePermissions, type TableUse } from "./table-access.ts";

export interface TablePermissionArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** ARN of the role. */
  readonly roleArn: pulumi.Input<string>;
  /** What it does with the tables. */
  readonly use: TableUse;
  /** Glue database of the tables. */
  readonly databaseName: string;
  /** The tables: their names, and those of the resources, so that the permission waits for them. */
  readonly tables: readonly { readonly name: string; readonly output: pulumi.Input<string> }[];
}

/** What Lake Formation lets one role do with tables: each table by name, and a look at their database. */
export class TablePermission extends pulumi.ComponentResource {
  constructor(name: string, args: TablePermissionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:TablePermission", name, {}, opts);
    const catalogId = args.place.accountId;
    const principal = args.roleArn;
    new aws.lakeformation.Permissions(
      `${name}-database`,
      { principal, permissions: ["DESCRIBE"], database: { catalogId, name: args.databaseName } },
      { parent: this },
    );
    for (const table of args.tables) {
      new aws.lakeformation.Permissions(
        `${name}-${table.name}`,
        {
          principal,
          permissions: [...tablePermissions(args.use)],
          table: { catalogId, databaseName: args.databaseName, name: table.output },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
