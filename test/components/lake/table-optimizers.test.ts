import assert from "node:assert/strict";
import { maintenancePurpose, TableOptimizers } from "../../../components/lake/table-optimizers.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { maintenance } from "./tables.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  table: { database: "dl_raw", name: "telemetry", output: "telemetry" },
  files: { bucketName: "bucket", prefix: "bronze/events/telemetry", keyAlias: "alias/test-lake" },
  maintenance,
};

interface Statement {
  readonly Sid: string;
  readonly Resource: unknown;
}

describe("TableOptimizers", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("may touch one table's files, catalog entry, key and logs, and nothing beside", async () => {
    new TableOptimizers("m", args, recorded.options);
    await mocks.settle();
    const { Statement } = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: Statement[];
    };
    const resources = Object.fromEntries(Statement.map(({ Sid, Resource }) => [Sid, Resource]));
    assert.equal(resources.ReplaceObjects, "arn:aws:s3:::bucket/bronze/events/telemetry/*");
    assert.deepEqual(resources.WriteTables, [
      "arn:aws:glue:eu-central-1:111111111111:catalog",
      "arn:aws:glue:eu-central-1:111111111111:database/dl_raw",
      "arn:aws:glue:eu-central-1:111111111111:table/dl_raw/telemetry",
    ]);
    assert.deepEqual(resources.WriteLogs, [
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws-glue/iceberg-compaction/logs:*",
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws-glue/iceberg-orphan-file-deletion/logs:*",
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws-glue/iceberg-retention/logs:*",
    ]);
    // Lake Formation has no resources to name; its own permissions say which table.
    assert.deepEqual(
      Statement.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid),
      ["UseLakeFormation"],
    );
  });

  it("wait for their role and its permissions, which Glue tries when it makes them", () => {
    new TableOptimizers("m", args, recorded.options);
    for (const type of ["compaction", "retention", "orphan-file-deletion"]) {
      assert.deepEqual(recorded.dependenciesOf("aws:glue/catalogTableOptimizer:CatalogTableOptimizer", `m-${type}`), [
        "platform:iam:ServiceRole m-identity",
        "platform:lake:TablePermission m-permission",
      ]);
    }
  });

  it("stand twice in one stack, with parents and names in order", async () => {
    new TableOptimizers("one", args, recorded.options);
    new TableOptimizers("two", { ...args, table: { ...args.table, name: "faults" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});

describe("maintenancePurpose", () => {
  it("is a part of a role's name", () => {
    assert.equal(maintenancePurpose("ods_faults"), "maintain-ods-faults");
  });
});
