import assert from "node:assert/strict";
import * as fc from "fast-check";
import { icebergTableInput, schemaFields } from "../../../components/lake/iceberg-input.ts";
import { type ColumnDeclaration, type ColumnType } from "../../../contracts/events/iceberg.ts";
import { declaration } from "./tables.ts";

const { type } = fc.letrec<{ type: ColumnType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<ColumnType>("string", "long", "timestamptz", "decimal(10,2)"),
    tie("type").map((list): ColumnType => ({ list })),
    fc.tuple(tie("type"), tie("type")).map(([key, value]): ColumnType => ({ map: { key, value } })),
    fc
      .array(tie("type"), { minLength: 1, maxLength: 3 })
      .map((types): ColumnType => ({ struct: types.map((part, index) => column(`p${index}`, part)) })),
  ),
}));
const columns = fc
  .array(type, { minLength: 1, maxLength: 6 })
  .map((types) => types.map((one, index) => column(`c${index}`, one)));

function column(name: string, of: ColumnType): ColumnDeclaration {
  return { name, type: of, required: false, doc: "" };
}

/** Every ID in a schema, of parts too. */
function ids(value: unknown): readonly number[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    /(^|-)id$/.test(key) && typeof inner === "number" ? [inner] : ids(inner),
  );
}

function allIds(fields: ReturnType<typeof schemaFields>): readonly number[] {
  return fields.flatMap(({ id, type: json }) => [id, ...ids(JSON.parse(json))]);
}

describe("schemaFields", () => {
  it("gives every column and every part of one an ID of its own, from 1 without a gap", () => {
    fc.assert(
      fc.property(columns, (given) => {
        const found = [...allIds(schemaFields(given))].sort((one, other) => one - other);
        assert.deepEqual(
          found,
          found.map((_, index) => index + 1),
        );
      }),
    );
  });

  it("leaves every ID as it was when columns are appended", () => {
    fc.assert(
      fc.property(columns, columns, (before, more) => {
        const after = schemaFields([...before, ...more.map((one, index) => ({ ...one, name: `n${index}` }))]);
        assert.deepEqual(after.slice(0, before.length), schemaFields(before));
      }),
    );
  });
});

describe("icebergTableInput", () => {
  const input = icebergTableInput(declaration, "s3://bucket/telemetry", { comment: "x" });

  it("ties partitions, order and identity to columns by their IDs", () => {
    assert.deepEqual(input.schema.fields[1], {
      id: 2,
      name: "event_ts",
      required: true,
      type: '"timestamptz"',
      doc: "Time",
    });
    assert.deepEqual(input.schema.identifierFieldIds, [1]);
    assert.deepEqual(input.partitionSpec.fields, [
      { fieldId: 1000, sourceId: 2, name: "event_ts_day", transform: "day" },
    ]);
    assert.deepEqual(input.sortOrder, {
      orderId: 1,
      fields: [{ sourceId: 1, direction: "asc", nullOrder: "nulls-first", transform: "identity" }],
    });
  });

  it("has the order 0, which Iceberg keeps for none, where there is none", () => {
    assert.equal(icebergTableInput({ ...declaration, sortedBy: [] }, "s3://b/t", {}).sortOrder.orderId, 0);
  });

  it("says nothing of identity where no column has any", () => {
    const { schema } = icebergTableInput({ ...declaration, identifiedBy: [] }, "s3://b/t", {});
    assert.ok(!("identifierFieldIds" in schema));
  });
});
