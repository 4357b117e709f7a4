import { type TableDeclaration } from "../../../contracts/events/iceberg.ts";
import { type TableMaintenance } from "../../../components/lake/maintenance.ts";

/** A sound declaration, of which tests change one thing. */
export const declaration: TableDeclaration = {
  name: "telemetry",
  description: "Measurements",
  columns: [
    { name: "event_id", type: "string", required: true, doc: "ID" },
    { name: "event_ts", type: "timestamptz", required: true, doc: "Time" },
    { name: "amount", type: "decimal(10,2)", required: false, doc: "Money" },
  ],
  identifiedBy: ["event_id"],
  partitionedBy: [{ column: "event_ts", transform: "day" }],
  sortedBy: [{ column: "event_id", direction: "asc" }],
  agesBy: "event_ts",
};

/** Maintenance that suits it. */
export const maintenance: TableMaintenance = {
  compaction: { strategy: "binpack", minInputFiles: 20 },
  snapshots: { keepDays: 7, keepAtLeast: 10 },
  orphanFiles: { afterDays: 7 },
  retention: { queryableDays: 365, archivedDays: 0, why: "test" },
};
