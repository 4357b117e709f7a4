import assert from "node:assert/strict";
import * as fc from "fast-check";
import { partitionName, tableProblems } from "../../../components/lake/table-problems.ts";
import {
  type ColumnType,
  type PartitionTransform,
  type PrimitiveType,
  type TableDeclaration,
} from "../../../contracts/events/iceberg.ts";
import { declaration } from "./tables.ts";

function withColumn(name: string, type: ColumnType): TableDeclaration {
  return { ...declaration, columns: [...declaration.columns, { name, type, required: false, doc: "" }] };
}

function partitioned(type: ColumnType, transform: PartitionTransform): readonly string[] {
  return tableProblems({ ...withColumn("source", type), partitionedBy: [{ column: "source", transform }] });
}

/** Every transform with a type it takes and one it does not (specification, Partition Transforms). */
const transforms: readonly (readonly [PartitionTransform, PrimitiveType, PrimitiveType | undefined])[] = [
  ["identity", "boolean", undefined],
  ["year", "date", "string"],
  ["month", "timestamp", "time"],
  ["day", "timestamptz", "long"],
  ["hour", "timestamp", "date"],
  ["bucket[16]", "uuid", "double"],
  ["bucket[16]", "decimal(9,2)", "boolean"],
  ["truncate[4]", "string", "timestamptz"],
];

describe("tableProblems", () => {
  it("finds nothing in a sound declaration, nested types included", () => {
    assert.deepEqual(tableProblems(declaration), []);
    const address: ColumnType = { struct: [{ name: "street", type: "string", required: true, doc: "" }] };
    for (const nested of [address, { list: address }, { map: { key: "string", value: { list: "long" } } }] as const) {
      assert.deepEqual(tableProblems(withColumn("nested", nested)), []);
    }
  });

  for (const [transform, taken, refused] of transforms) {
    it(`takes ${transform} of ${taken}${refused === undefined ? "" : `, and refuses it of ${refused}`}`, () => {
      assert.deepEqual(partitioned(taken, transform), []);
      if (refused !== undefined) {
        assert.match(partitioned(refused, transform).join(), new RegExp(`does not take the type ${refused}`));
      }
    });
  }

  const refusals: readonly (readonly [string, Partial<TableDeclaration> | TableDeclaration, string])[] = [
    [
      "a table name in capitals",
      { name: "Telemetry" },
      'the table name "Telemetry" is not allowed. Allowed: a lower-case letter, then lower-case letters, digits and underscores, 255 in all.',
    ],
    [
      "a column that Iceberg reserves",
      withColumn("_pos", "long"),
      'name "_pos" is not allowed; Iceberg reserves this name',
    ],
    ["a column that is there twice", withColumn("amount", "int"), "the column amount is there twice."],
    [
      "a part that is there twice",
      withColumn("s", { struct: [declaration.columns[0], declaration.columns[0]].flatMap((one) => one ?? []) }),
      "the column s.event_id is there twice.",
    ],
    ["no columns", { columns: [], identifiedBy: [], partitionedBy: [], sortedBy: [] }, "the table has no columns"],
    [
      "a decimal that is too wide",
      withColumn("wide", "decimal(39,2)"),
      "the column wide is a decimal(39,2); allowed: a precision from 1 to 38",
    ],
    [
      "a list of what is no type",
      withColumn("l", { list: "fixed[0]" }),
      "the column l.element has type fixed[0], which Iceberg has not.",
    ],
    [
      "an identifier that may be missing",
      { identifiedBy: ["amount"] },
      "rows are identified by amount, which must be required",
    ],
    [
      "partitions by what is no column",
      { partitionedBy: [{ column: "day", transform: "identity" }] },
      'rows are partitioned by "day", which is no column; columns: event_id, event_ts, amount.',
    ],
    ["bucket[0]", { partitionedBy: [{ column: "event_id", transform: "bucket[0]" }] }, "must have a number from 1."],
    [
      "day and hour of one column",
      {
        partitionedBy: [
          { column: "event_ts", transform: "day" },
          { column: "event_ts", transform: "hour" },
        ],
      },
      "event_ts is already partitioned by another time transform than hour.",
    ],
    [
      "a partition named like a column",
      withColumn("event_ts_day", "date"),
      "a partition field would be named event_ts_day, as a column is",
    ],
    [
      "an order by one column twice",
      { sortedBy: [declaration.sortedBy, declaration.sortedBy].flat() },
      "event_id is sorted by twice.",
    ],
    [
      "an age by what is no time",
      { agesBy: "event_id" },
      "rows age by event_id, which must be required, and a date or timestamp.",
    ],
  ];
  for (const [what, change, says] of refusals) {
    it(`refuses ${what}`, () => {
      const found = tableProblems({ ...declaration, ...change });
      assert.ok(
        found.some((problem) => problem.includes(says)),
        found.join("\n"),
      );
    });
  }

  it("never throws, whatever the names and transforms", () => {
    const transform = fc.constantFrom(...transforms.map(([one]) => one), "bucket[x]" as PartitionTransform);
    fc.assert(
      fc.property(fc.string(), fc.string(), transform, (name, column, one) => {
        tableProblems({ ...declaration, name, partitionedBy: [{ column, transform: one }] });
      }),
    );
  });
});

describe("partitionName", () => {
  it("is the one Iceberg's own builder gives", () => {
    assert.equal(partitionName({ column: "a", transform: "identity" }), "a");
    assert.equal(partitionName({ column: "a", transform: "bucket[16]" }), "a_bucket");
    assert.equal(partitionName({ column: "a", transform: "truncate[4]" }), "a_trunc");
    assert.equal(partitionName({ column: "a", transform: "hour" }), "a_hour");
  });
});
