import assert from "node:assert/strict";

import {
  currentSchema,
  evolvedMetadata,
  initialMetadata,
} from "../../../../local/runtime/services/iceberg-metadata.ts";
import type {
  IcebergMetadata,
  IcebergPartitionSpec,
  IcebergTable,
} from "../../../../local/runtime/services/iceberg-model.ts";

const table: IcebergTable = {
  location: "s3://lake/telemetry",
  fields: [
    { id: 1, name: "event_id", required: true, type: "string" },
    { id: 2, name: "event_ts", required: true, type: "timestamptz" },
    { id: 3, name: "tags", required: false, type: { type: "list", "element-id": 4, element: "string" } },
  ],
  identifierFieldIds: [1],
  partition: [{ sourceId: 2, name: "event_day", transform: "day" }],
  sortOrder: [],
  properties: { "write.format.default": "parquet" },
};
const currentPartitionSpec = (metadata: IcebergMetadata): IcebergPartitionSpec | undefined =>
  metadata["partition-specs"].find((spec) => spec["spec-id"] === metadata["default-spec-id"]);
const first = initialMetadata(table, { timestampMs: 1, uuid: "u" });
const evolve = (changed: Partial<IcebergTable>, metadata = first) =>
  evolvedMetadata(
    { ...metadata, file: "s3://lake/telemetry/metadata/00000-u.metadata.json" },
    { ...table, ...changed },
    table.properties,
    { timestampMs: 2, uuid: "v" },
  );

describe("initialMetadata", () => {
  it("counts the parts of nested columns among the column IDs and starts partition fields at 1000", () => {
    assert.equal(first["last-column-id"], 4);
    assert.equal(first["last-partition-id"], 1000);
    assert.deepEqual(currentPartitionSpec(first)?.fields, [
      { "source-id": 2, "field-id": 1000, name: "event_day", transform: "day" },
    ]);
  });
});

describe("evolvedMetadata", () => {
  it("keeps schema and partition spec where the declaration is the same", () => {
    const next = evolve({});
    assert.deepEqual(next.schemas, first.schemas);
    assert.deepEqual(next["partition-specs"], first["partition-specs"]);
    assert.deepEqual(next["metadata-log"], [
      { "timestamp-ms": 1, "metadata-file": "s3://lake/telemetry/metadata/00000-u.metadata.json" },
    ]);
  });

  it("adds a schema for a new column and keeps the old one for old files", () => {
    const next = evolve({ fields: [...table.fields, { id: 5, name: "unit", required: false, type: "string" }] });
    assert.equal(next.schemas.length, 2);
    assert.equal(currentSchema(next)["schema-id"], 1);
    assert.equal(next["last-column-id"], 5);
  });

  it("gives a partition field its old ID back", () => {
    const hourly = evolve({ partition: [{ sourceId: 2, name: "event_hour", transform: "hour" }] });
    assert.equal(currentPartitionSpec(hourly)?.fields[0]?.["field-id"], 1001);
    const back = evolve({}, hourly);
    assert.deepEqual(currentPartitionSpec(back), currentPartitionSpec(first));
  });

  it("keeps what engines set and takes off what is declared no more", () => {
    const written = { ...first, properties: { ...first.properties, "engine.own": "1" } };
    assert.deepEqual(evolve({ properties: {} }, written).properties, { "engine.own": "1" });
  });

  it("fails when a column that rows lack is required, an ID is taken, or a type does not widen", () => {
    const add = (id: number, required: boolean) => () =>
      evolve({ fields: [...table.fields, { id, name: "unit", required, type: "string" }] });
    assert.throws(add(5, true), /new column unit is required.*Make it optional/);
    assert.throws(add(4, false), /column unit has ID 4, which the table gave out before. Give it an ID from 5/);
    const [id, ...rest] = table.fields;
    assert.throws(
      () => evolve({ fields: [{ id: 1, name: id?.name ?? "", required: true, type: "long" }, ...rest] }),
      /event_id cannot change from "string" to "long"/,
    );
  });
});
