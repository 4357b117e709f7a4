import assert from "node:assert/strict";
import { TableBucket, type TableBucketArgs } from "../../../components/lake/table-bucket.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { declaration, maintenance } from "./tables.ts";

const args: TableBucketArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  what: "raw-tables",
  namespace: "dl_raw",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/lake",
  tables: [{ declaration, maintenance }],
  deleteDataOnDestroy: false,
};

describe("TableBucket", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("encrypts bucket and tables with the given key, and deletes what nothing refers to", async () => {
    const { arn } = new TableBucket("raw", args, recorded.options);
    await mocks.settle();
    assert.equal(arn, "arn:aws:s3tables:eu-central-1:111111111111:bucket/test-raw-tables");
    const encryption = { sseAlgorithm: "aws:kms", kmsKeyArn: args.kmsKeyArn };
    const bucket = mocks.one("aws:s3tables/tableBucket:TableBucket").inputs;
    assert.deepEqual(bucket.encryptionConfiguration, encryption);
    assert.deepEqual(bucket.maintenanceConfiguration, {
      icebergUnreferencedFileRemoval: {
        status: "enabled",
        settings: { unreferencedDays: 7, nonCurrentDays: 7 },
      },
    });
    assert.deepEqual(mocks.one("aws:s3tables/table:Table").inputs.encryptionConfiguration, encryption);
  });

  it("takes the same declaration as a table of Glue, with its maintenance", async () => {
    new TableBucket("raw", args, recorded.options);
    await mocks.settle();
    const { metadata, maintenanceConfiguration } = mocks.one("aws:s3tables/table:Table").inputs;
    assert.match(JSON.stringify(metadata), /"name":"event_ts","required":true,"type":"timestamptz"/);
    assert.deepEqual(maintenanceConfiguration, {
      icebergCompaction: { status: "enabled", settings: { targetFileSizeMb: 512 } },
      icebergSnapshotManagement: {
        status: "enabled",
        settings: { maxSnapshotAgeHours: 168, minSnapshotsToKeep: 10 },
      },
    });
  });

  it("says what its first writer has to add, which the provider cannot declare", () => {
    const { alterations } = new TableBucket("raw", args, recorded.options);
    assert.deepEqual(alterations.telemetry, [
      "ADD PARTITION FIELD day(event_ts)",
      "WRITE ORDERED BY event_id asc",
      "SET IDENTIFIER FIELDS event_id",
    ]);
  });

  it("lets no identity of another account in", async () => {
    new TableBucket("raw", args, recorded.options);
    await mocks.settle();
    const policy = String(mocks.one("aws:s3tables/tableBucketPolicy:TableBucketPolicy").inputs.resourcePolicy);
    assert.match(policy, /"Effect":"Deny".*"StringNotEquals":\{"aws:PrincipalAccount":"111111111111"\}/);
  });

  it("fails without tables", () => {
    assert.throws(() => new TableBucket("raw", { ...args, tables: [] }, recorded.options), {
      message: "A table bucket without tables keeps nothing; give it one at least.",
    });
  });

  it("fails with everything that S3 Tables or the provider would not take, by table", () => {
    const columns = [
      ...declaration.columns,
      { name: "tags", type: { list: "string" }, required: false, doc: "" },
    ] as const;
    const table = {
      declaration: { ...declaration, columns },
      maintenance: { ...maintenance, compaction: { strategy: "sort", minInputFiles: 5 } },
    } as const;
    assert.throws(() => new TableBucket("raw", { ...args, tables: [table] }, recorded.options), {
      message: [
        "Tables that cannot be in S3 Tables:",
        "  - telemetry: the column tags is nested, which the provider's schema of S3 Tables cannot say; flatten it.",
        "  - telemetry: compaction.strategy is sort; S3 Tables compacts by its own, so allowed: binpack.",
      ].join("\n"),
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new TableBucket("one", args, recorded.options);
    new TableBucket("two", { ...args, what: "other-tables" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
