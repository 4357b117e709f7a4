import { type Grant } from "../iam/grant.ts";
import { readTables, type Tables, writeTables } from "../iam/grants/index.ts";

/** What a role does with a table: look, add rows, or also rewrite and drop files that hold them. */
export type TableUse = "read" | "append" | "maintain";

/** A permission of Lake Formation on a table. */
export type TablePermission = "ALTER" | "DELETE" | "DESCRIBE" | "INSERT" | "SELECT";

/**
 * One row per use: the actions that IAM lets through, and the permissions that Lake Formation asks for beside them. A commit
 * to an Iceberg table is a change of its catalog entry, hence ALTER.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html
 */
const uses = {
  read: { grant: readTables, permissions: ["DESCRIBE", "SELECT"] },
  append: { grant: writeTables, permissions: ["ALTER", "DESCRIBE", "INSERT", "SELECT"] },
  maintain: { grant: writeTables, permissions: ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"] },
} as const satisfies Record<TableUse, { grant: (tables: Tables) => Grant; permissions: readonly TablePermission[] }>;

/** What a role's own policy says of its tables. */
export function catalogGrant(use: TableUse, tables: Tables): Grant {
  return uses[use].grant(tables);
}

/** What Lake Formation says of them. */
export function tablePermissions(use: TableUse): readonly TablePermission[] {
  return uses[use].permissions;
}
