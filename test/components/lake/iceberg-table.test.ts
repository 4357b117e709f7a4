import assert from "node:assert/strict";
import { IcebergTable, type IcebergTableArgs } from "../../../components/lake/iceberg-table.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: IcebergTableArgs = {
  databaseName: "dl_raw",
  tableName: "telemetry",
  description: "Measurements",
  location: "s3://bucket/telemetry",
  columns: [
    { name: "event_id", type: "string", required: true, doc: "ID" },
    { name: "event_ts", type: "timestamptz", required: true, doc: "Time" },
  ],
  partitionedBy: [{ column: "event_ts", transform: "day" }],
  sortedBy: [{ column: "event_id", direction: "asc" }],
};

interface IcebergInput {
  readonly icebergInput: {
    readonly icebergTableInput: {
      readonly schema: { fields: unknown[] };
      readonly partitionSpec: { fields: unknown[] };
      readonly sortOrder: { fields: unknown[] };
    };
  };
}

describe("IcebergTable", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is made by Glue with schema, partition spec and sort order, tied by field ID", async () => {
    new IcebergTable("table", args, recorded.options);
    await mocks.settle();
    const { icebergTableInput } = (
      mocks.one("aws:glue/catalogTable:CatalogTable").inputs.openTableFormatInput as IcebergInput
    ).icebergInput; // as the component wrote it
    assert.deepEqual(icebergTableInput.schema.fields[1], {
      id: 2,
      name: "event_ts",
      required: true,
      type: '"timestamptz"',
      doc: "Time",
    });
    assert.deepEqual(icebergTableInput.partitionSpec.fields, [
      { fieldId: 1000, sourceId: 2, name: "event_ts_day", transform: "day" },
    ]);
    assert.deepEqual(icebergTableInput.sortOrder.fields, [
      { sourceId: 1, direction: "asc", nullOrder: "nulls-first", transform: "identity" },
    ]);
  });

  it("leaves what commits move to the table", () => {
    new IcebergTable("table", args, recorded.options);
    assert.deepEqual(recorded.ofType("aws:glue/catalogTable:CatalogTable")[0]?.options.ignoreChanges, ["parameters"]);
  });

  it("fails when it is partitioned by a column it does not have", () => {
    assert.throws(
      () =>
        new IcebergTable(
          "table",
          { ...args, partitionedBy: [{ column: "day", transform: "identity" }] },
          recorded.options,
        ),
      {
        message: 'Table telemetry has no column "day" to partition or sort by; columns: event_id, event_ts.',
      },
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new IcebergTable("one", args, recorded.options);
    new IcebergTable("two", { ...args, tableName: "other" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
