import assert from "node:assert/strict";
import { catalogGrant, tablePermissions, type TableUse } from "../../../components/lake/table-access.ts";

const tables = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  database: "dl_raw",
  tables: ["telemetry"],
};

function actions(use: TableUse): readonly string[] {
  return catalogGrant(use, tables).statements.flatMap(({ Action }) => Action);
}

describe("the use of a table", () => {
  it("read changes nothing, neither by IAM nor by Lake Formation", () => {
    assert.ok(!actions("read").includes("glue:UpdateTable"));
    assert.deepEqual(tablePermissions("read"), ["DESCRIBE", "SELECT"]);
  });

  for (const use of ["append", "maintain"] as const) {
    it(`${use} commits: what IAM lets through Lake Formation knows as ALTER`, () => {
      assert.ok(actions(use).includes("glue:UpdateTable"));
      assert.ok(tablePermissions(use).includes("ALTER"));
    });
  }

  it("append deletes no rows", () => {
    assert.ok(!tablePermissions("append").includes("DELETE"));
    assert.ok(tablePermissions("maintain").includes("DELETE"));
  });

  it("drops no table and hands nothing on, whatever it is", () => {
    for (const use of ["read", "append", "maintain"] as const) {
      assert.ok(actions(use).every((action) => !/Delete|Create/.test(action)));
      assert.ok(!tablePermissions(use).some((permission) => /DROP|ALL|SUPER/.test(permission)));
    }
  });
});
