import assert from "node:assert/strict";
import { rawTables } from "../../../contracts/events/tables.ts";
import { type TableDeclaration } from "../../../contracts/events/iceberg.ts";
import { eventSchemas } from "../../../contracts/events/schemas.ts";
import { topics } from "../../../contracts/events/topics.ts";

const tables: readonly (readonly [string, TableDeclaration])[] = Object.entries(rawTables);

describe("rawTables", () => {
  it("has a table per topic, and no other", () => {
    assert.deepEqual(Object.keys(rawTables).sort(), Object.keys(topics).sort());
  });

  for (const [key, table] of tables) {
    const columns = table.columns.map(({ name }) => name);

    it(`${key} has no two columns of one name`, () => {
      assert.equal(new Set(columns).size, columns.length);
    });

    it(`${key} partitions and sorts by columns it has, which every row has`, () => {
      for (const { column } of [...table.partitionedBy, ...table.sortedBy]) {
        assert.equal(table.columns.find(({ name }) => name === column)?.required, true, column);
      }
    });

    it(`${key} says of every row where in Kafka it came from`, () => {
      assert.deepEqual(
        columns.filter((name) => name.startsWith("kafka_")),
        ["kafka_topic", "kafka_partition", "kafka_offset"],
      );
    });
  }

  it("keeps every field of an event's envelope", () => {
    const columns: readonly string[] = rawTables.telemetry.columns.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(eventSchemas["telemetry-v1"].properties).filter((field) => !columns.includes(field)),
      [],
    );
  });
});
