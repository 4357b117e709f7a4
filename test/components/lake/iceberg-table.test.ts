import assert from "node:assert/strict";
import { IcebergTable, type IcebergTableArgs } from "../../../components/lake/iceberg-table.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { declaration, maintenance } from "./tables.ts";

const args: IcebergTableArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  database: { name: "dl_raw", output: "dl_raw" },
  declaration,
  maintenance,
  location: { bucketName: "bucket", prefix: "bronze/events/telemetry", keyAlias: "alias/test-lake" },
};

interface Optimizer {
  readonly enabled: boolean;
  readonly roleArn: string;
  readonly compactionConfiguration?: unknown;
  readonly retentionConfiguration?: unknown;
  readonly orphanFileDeletionConfiguration?: unknown;
}

describe("IcebergTable", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is made by Glue, with its comment and its retention among its properties", async () => {
    new IcebergTable("table", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:glue/catalogTable:CatalogTable");
    const text = JSON.stringify(inputs.openTableFormatInput);
    assert.match(text, /"location":"s3:\/\/bucket\/bronze\/events\/telemetry"/);
    assert.match(text, /"comment":"Measurements"/);
    assert.match(text, /"platform.retention.queryable-days":"365"/);
    // The provider sends no description beside an icebergTableInput, and would find a difference ever after.
    assert.equal(inputs.description, undefined);
  });

  it("leaves what commits move to the table", () => {
    new IcebergTable("table", args, recorded.options);
    assert.deepEqual(recorded.ofType("aws:glue/catalogTable:CatalogTable")[0]?.options.ignoreChanges, ["parameters"]);
  });

  it("has its files compacted, its snapshots forgotten and its orphans deleted, all switched on", async () => {
    const { maintenanceRoleArn } = new IcebergTable("table", args, recorded.options);
    await mocks.settle();
    const found = Object.fromEntries(
      mocks
        .ofType("aws:glue/catalogTableOptimizer:CatalogTableOptimizer")
        .map(({ inputs }) => [String(inputs.type), inputs.configuration as Optimizer]), // as the component wrote it
    );
    assert.deepEqual(Object.keys(found).sort(), ["compaction", "orphan_file_deletion", "retention"]);
    for (const { enabled, roleArn } of Object.values(found)) {
      assert.deepEqual([enabled, roleArn], [true, maintenanceRoleArn]);
    }
    assert.deepEqual(found.compaction?.compactionConfiguration, {
      icebergConfiguration: { strategy: "binpack", minInputFiles: 20 },
    });
    assert.deepEqual(found.retention?.retentionConfiguration, {
      icebergConfiguration: {
        snapshotRetentionPeriodInDays: 7,
        numberOfSnapshotsToRetain: 10,
        cleanExpiredFiles: true,
      },
    });
    assert.deepEqual(found.orphan_file_deletion?.orphanFileDeletionConfiguration, {
      icebergConfiguration: {
        orphanFileRetentionPeriodInDays: 7,
        location: "s3://bucket/bronze/events/telemetry/",
      },
    });
  });

  it("cannot be built without maintenance", () => {
    const { place, database, location } = args;
    // @ts-expect-error maintenance is required: without it this does not compile
    assert.throws(() => new IcebergTable("table", { place, database, declaration, location }, recorded.options));
  });

  it("fails with everything that is wrong with it and its maintenance at once", () => {
    const wrong = {
      ...args,
      declaration: { ...declaration, sortedBy: [{ column: "size", direction: "asc" }] },
      maintenance: { ...maintenance, orphanFiles: { afterDays: 1 } },
    } as const;
    assert.throws(() => new IcebergTable("table", wrong, recorded.options), {
      message: [
        "The table telemetry cannot be made:",
        '  - rows are sorted by "size", which is no column; columns: event_id, event_ts, amount.',
        "  - orphanFiles.afterDays is 1; allowed: whole numbers from 3.",
      ].join("\n"),
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new IcebergTable("one", args, recorded.options);
    new IcebergTable("two", { ...args, declaration: { ...declaration, name: "other" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
