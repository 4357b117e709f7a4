import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { type ColumnDeclaration } from "../../../contracts/events/iceberg.ts";
import { rawTables } from "../../../contracts/events/tables.ts";
import { toolchain } from "../../../local/toolchain/index.ts";

const repository = path.resolve(import.meta.dirname, "../../..");

/** Iceberg's types as Spark names them, where it does not name them the same. */
const sparkTypes: Readonly<Record<string, string>> = { long: "bigint", timestamptz: "timestamp" };

function declaredTables(): string {
  const sparkType = (type: ColumnDeclaration["type"]): string => {
    assert(typeof type === "string", "raw tables have no nested columns");
    return sparkTypes[type] ?? type;
  };
  const columns = (table: { columns: readonly ColumnDeclaration[] }): readonly (readonly [string, string])[] =>
    table.columns.map(({ name, type }) => [name, sparkType(type)]);
  return JSON.stringify(Object.fromEntries(Object.entries(rawTables).map(([name, table]) => [name, columns(table)])));
}

describe("raw_landing", () => {
  it("passes its Python cases: transform and load, on Spark and Iceberg", async function () {
    this.timeout(300_000);
    const { spark, java } = await toolchain(["spark", "java"], (line) => {
      console.log(line);
    });
    assert(spark && java);
    const modules = ["raw_landing_transform", "raw_landing_load"];
    const { status, stderr } = spawnSync(spark.python, ["-W", "ignore", "-m", "unittest", "-v", ...modules], {
      encoding: "utf8",
      cwd: import.meta.dirname,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        JAVA_HOME: path.dirname(path.dirname(java)),
        PYTHONPATH: path.join(repository, "workloads/jobs"),
        PYTHONDONTWRITEBYTECODE: "1",
        PYSPARK_PYTHON: spark.python,
        SPARK_LOCAL_HOSTNAME: "localhost",
        SPARK_JARS: spark.jars.join(","),
        DECLARED_TABLES: declaredTables(),
      },
    });
    assert.equal(status, 0, stderr);
    // Python says OK of no test at all, too.
    assert.match(stderr, /Ran [1-9]\d* tests/);
  });
});
