import { type Retention } from "../../contracts/events/retention.ts";
import { type TableDeclaration } from "../../contracts/events/iceberg.ts";

/** What keeps an Iceberg table fast and small. There is no table without. */
export interface TableMaintenance {
  /** Writes small files together. */
  readonly compaction: {
    /** `sort` and `z-order` also put rows into the table's order, and cost more. */
    readonly strategy: "binpack" | "sort" | "z-order";
    /** Files a partition must have before it is worth it. */
    readonly minInputFiles: number;
  };
  /** Forgets old snapshots, and deletes what only they refer to. */
  readonly snapshots: { readonly keepDays: number; readonly keepAtLeast: number };
  /** Deletes files that no snapshot refers to: what failed writers left. */
  readonly orphanFiles: { readonly afterDays: number };
  /** How long rows stay; a job deletes them, never S3. */
  readonly retention: Retention;
}

/** A write that is going on has files that no snapshot refers to yet; Iceberg's own default leaves it three days. */
const orphanFilesMinimumDays = 3;

/** What is wrong with the maintenance of a table, one line each. */
export function maintenanceProblems(table: TableDeclaration, maintenance: TableMaintenance): readonly string[] {
  const { compaction, snapshots, orphanFiles, retention } = maintenance;
  const sorts = compaction.strategy !== "binpack";
  return [
    ...wholeNumber("compaction.minInputFiles", compaction.minInputFiles, 2),
    ...wholeNumber("snapshots.keepDays", snapshots.keepDays, 1),
    ...wholeNumber("snapshots.keepAtLeast", snapshots.keepAtLeast, 1),
    ...wholeNumber("orphanFiles.afterDays", orphanFiles.afterDays, orphanFilesMinimumDays),
    ...(sorts && table.sortedBy.length < (compaction.strategy === "z-order" ? 2 : 1)
      ? [
          `compaction.strategy is ${compaction.strategy}, for which the table has too few columns to sort by; allowed: binpack.`,
        ]
      : []),
    ...(snapshots.keepDays >= retention.queryableDays
      ? [
          `snapshots.keepDays is ${snapshots.keepDays}: rows are deleted after ${retention.queryableDays} days and would stay in snapshots as long again; allowed: fewer.`,
        ]
      : []),
  ];
}

function wholeNumber(name: string, value: number, least: number): readonly string[] {
  return Number.isInteger(value) && value >= least
    ? []
    : [`${name} is ${value}; allowed: whole numbers from ${least}.`];
}

const millisecondsPerDay = 86_400_000;

/**
 * Maintenance as properties of the table, by which engines that maintain tables themselves do the same, and which the job
 * that deletes old rows reads.
 *
 * @see https://iceberg.apache.org/docs/1.10.0/configuration/#table-behavior-properties
 */
export function maintenanceProperties(
  table: TableDeclaration,
  { snapshots, retention }: TableMaintenance,
): Readonly<Record<string, string>> {
  return {
    "history.expire.max-snapshot-age-ms": String(snapshots.keepDays * millisecondsPerDay),
    "history.expire.min-snapshots-to-keep": String(snapshots.keepAtLeast),
    "platform.retention.column": table.agesBy,
    "platform.retention.queryable-days": String(retention.queryableDays),
    "platform.retention.archived-days": String(retention.archivedDays),
  };
}
