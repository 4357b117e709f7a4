import assert from "node:assert/strict";
import { TablePermission } from "../../../components/lake/table-permission.ts";
import { installMocks, recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  roleArn: "arn:aws:iam::111111111111:role/test-raw-landing",
  use: "append",
  databaseName: "dl_raw",
  tables: [{ name: "telemetry", output: "telemetry" }],
} as const;

describe("TablePermission", () => {
  it("names each table, and gives a look at the database alone", async () => {
    const mocks = installMocks();
    new TablePermission("p", args, recorder().options);
    await mocks.settle();
    const type = "aws:lakeformation/permissions:Permissions";
    const table = mocks.one(type, "p-telemetry").inputs;
    assert.deepEqual(table.table, { catalogId: "111111111111", databaseName: "dl_raw", name: "telemetry" });
    assert.deepEqual(table.permissions, ["ALTER", "DESCRIBE", "INSERT", "SELECT"]);
    assert.deepEqual(mocks.one(type, "p-database").inputs.permissions, ["DESCRIBE"]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    const mocks = installMocks();
    const recorded = recorder();
    new TablePermission("one", args, recorded.options);
    new TablePermission("two", { ...args, use: "read" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
