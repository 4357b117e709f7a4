import assert from "node:assert/strict";
import {
  maintenanceProblems,
  maintenanceProperties,
  type TableMaintenance,
} from "../../../components/lake/maintenance.ts";
import { declaration, maintenance } from "./tables.ts";

describe("maintenanceProblems", () => {
  it("finds nothing in sound maintenance", () => {
    assert.deepEqual(maintenanceProblems(declaration, maintenance), []);
  });

  const refusals: readonly (readonly [string, Partial<TableMaintenance>, string])[] = [
    [
      "orphan files deleted under a write that is going on",
      { orphanFiles: { afterDays: 2 } },
      "orphanFiles.afterDays is 2; allowed: whole numbers from 3.",
    ],
    ["no snapshot kept", { snapshots: { keepDays: 7, keepAtLeast: 0 } }, "snapshots.keepAtLeast is 0"],
    ["half a day", { snapshots: { keepDays: 0.5, keepAtLeast: 1 } }, "snapshots.keepDays is 0.5"],
    [
      "snapshots that outlive their rows",
      { snapshots: { keepDays: 365, keepAtLeast: 1 } },
      "snapshots.keepDays is 365: rows are deleted after 365 days",
    ],
    [
      "z-order by one column",
      { compaction: { strategy: "z-order", minInputFiles: 5 } },
      "compaction.strategy is z-order, for which the table has too few columns to sort by; allowed: binpack.",
    ],
    [
      "compaction of one file",
      { compaction: { strategy: "binpack", minInputFiles: 1 } },
      "compaction.minInputFiles is 1",
    ],
  ];
  for (const [what, change, says] of refusals) {
    it(`refuses ${what}`, () => {
      const found = maintenanceProblems(declaration, { ...maintenance, ...change });
      assert.equal(found.length, 1, found.join("\n"));
      assert.ok(found[0]?.startsWith(says), found[0]);
    });
  }

  it("takes sorting where the table has an order", () => {
    const compaction = { strategy: "sort", minInputFiles: 5 } as const;
    assert.deepEqual(maintenanceProblems(declaration, { ...maintenance, compaction }), []);
  });
});

describe("maintenanceProperties", () => {
  it("tell engines the same of snapshots, and the retention job what rows to delete", () => {
    assert.deepEqual(maintenanceProperties(declaration, maintenance), {
      "history.expire.max-snapshot-age-ms": "604800000",
      "history.expire.min-snapshots-to-keep": "10",
      "platform.retention.column": "event_ts",
      "platform.retention.queryable-days": "365",
      "platform.retention.archived-days": "0",
    });
  });
});
