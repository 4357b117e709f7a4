import assert from "node:assert/strict";
import { type IcebergTableArgs } from "../../components/lake/iceberg-table.ts";
import { type ColumnDeclaration } from "../../contracts/events/iceberg.ts";
import { rawTables } from "../../contracts/events/tables.ts";
import { type UpgradedLake, upgradedLake } from "./upgraded-lake.ts";
import { type Proposal, type UpgradedProgram, upgradedProgram } from "./upgraded-program.ts";

const place = { environment: "dev", accountId: "111111111111", region: "eu-central-1" };
const table = "aws:glue/catalogTable:CatalogTable telemetry-table";

const telemetry: IcebergTableArgs = {
  place,
  database: { name: "dl_raw", output: "dl_raw" },
  declaration: rawTables.telemetry,
  maintenance: {
    compaction: { strategy: "binpack", minInputFiles: 20 },
    snapshots: { keepDays: 7, keepAtLeast: 10 },
    orphanFiles: { afterDays: 7 },
    retention: { queryableDays: 730, archivedDays: 0, why: "test" },
  },
  location: { bucketName: "dev-dl-raw", prefix: "bronze/events/telemetry", keyAlias: "alias/dev-lake" },
};

const deployed: UpgradedLake = {
  bucket: {
    place,
    what: "dl-raw",
    kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/lake",
    dataClass: "internal",
    deleteDataOnDestroy: false,
  },
  formation: {
    place,
    ownsCatalog: true,
    administratorRoles: ["dev-deploy"],
    readers: [],
    locations: [{ bucketName: "dev-dl-raw-111111111111-eu-central-1", keyAlias: "alias/dev-lake" }],
  },
  tables: { telemetry },
  loosened: false,
};

/** The deployed lake with its table changed. */
function withTable(changed: Partial<IcebergTableArgs>): Partial<UpgradedLake> {
  return { tables: { telemetry: { ...telemetry, ...changed } } };
}

const firmware: ColumnDeclaration = { name: "firmware", type: "string", required: false, doc: "Version it runs" };

/** Changes of a lake that is there, through the real engine. What replaces what is the provider's source to say. */
describe("upgrades of the lake", function () {
  this.timeout(240_000);
  let program: UpgradedProgram<UpgradedLake>;

  before(async () => {
    program = await upgradedProgram({ phase: "lake", declare: upgradedLake });
    await program.deploy(deployed);
  });

  after(() => program.close());

  /** A preview of the deployed lake with this changed. */
  function propose(changed: Partial<UpgradedLake>, stackName?: string): Promise<Proposal> {
    return program.propose({ ...deployed, ...changed }, stackName);
  }

  const { declaration, maintenance } = telemetry;
  const optimizer = "aws:glue/catalogTableOptimizer:CatalogTableOptimizer telemetry-maintenance";
  const inPlace: readonly (readonly [what: string, changed: Partial<UpgradedLake>, changes: readonly string[]])[] = [
    ["nothing", {}, []],
    [
      "another partition and order",
      withTable({
        declaration: { ...declaration, partitionedBy: [{ column: "event_ts", transform: "hour" }], sortedBy: [] },
      }),
      [`update ${table}`],
    ],
    [
      "a shorter retention",
      withTable({ maintenance: { ...maintenance, retention: { ...maintenance.retention, queryableDays: 365 } } }),
      [`update ${table}`],
    ],
    [
      "another compaction",
      withTable({ maintenance: { ...maintenance, compaction: { strategy: "sort", minInputFiles: 50 } } }),
      [`update ${optimizer}-compaction`],
    ],
    [
      "a lifecycle of the bucket",
      { bucket: { ...deployed.bucket, lifecycle: [{ holds: "files", prefix: "uploads/", expireAfterDays: 90 }] } },
      ["update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration bucket-lifecycle"],
    ],
  ];
  for (const [what, changed, changes] of inPlace) {
    it(`replace nothing for ${what}`, async () => {
      assert.deepEqual(await propose(changed), { changes, hazards: [], errors: [] });
    });
  }

  it("replace nothing for a new column", async () => {
    const columns = [...declaration.columns, firmware];
    const { changes, hazards } = await propose(withTable({ declaration: { ...declaration, columns } }));
    assert.deepEqual({ changes, hazards }, { changes: [`update ${table}`], hazards: [] });
  });

  it("replace nothing for a new table, and touch no other", async () => {
    const faults = { ...telemetry, declaration: rawTables.faults };
    const { changes, hazards } = await propose({ tables: { telemetry, faults } });
    assert.deepEqual(hazards, []);
    assert.ok(changes.includes("create aws:glue/catalogTable:CatalogTable faults-table"));
    assert.deepEqual(
      changes.filter((change) => !/^create \S+ faults-/.test(change)),
      [],
    );
  });

  // ForceNew in the provider's source: name and database_name in internal/service/glue/catalog_table.go, bucket in
  // internal/service/s3/bucket.go.
  const replacing: readonly (readonly [what: string, changed: Partial<UpgradedLake>, hazard: string])[] = [
    [
      "another database of a table",
      withTable({ database: { name: "dl_old", output: "dl_old" } }),
      `replaces ${table}: databaseName`,
    ],
    [
      "another name of a bucket",
      { bucket: { ...deployed.bucket, what: "dl-bronze" } },
      "replaces aws:s3/bucket:Bucket bucket-bucket: bucket",
    ],
  ];
  for (const [what, changed, hazard] of replacing) {
    it(`are stopped for ${what}, because what is in it would be lost`, async () => {
      const { hazards } = await propose(changed);
      assert.ok(hazards.includes(hazard), hazards.join("\n"));
    });
  }

  it("are stopped for another name of a table, because what is in it would be lost", async () => {
    const { hazards } = await propose(withTable({ declaration: { ...declaration, name: "measurements" } }));
    assert.ok(hazards.includes(`replaces ${table}: name`), hazards.join("\n"));
  });

  it("make Lake Formation's settings anew where they were loosened, since an update would leave them so", async () => {
    await program.deploy({ ...deployed, loosened: true }, "loosened");
    const { changes, hazards } = await propose({}, "loosened");
    assert.deepEqual(changes, ["replace aws:lakeformation/dataLakeSettings:DataLakeSettings formation-settings"]);
    assert.deepEqual(hazards, []);
  });
});
