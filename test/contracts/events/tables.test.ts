import assert from "node:assert/strict";
import { catalogue } from "../../../contracts/events/catalogue.ts";
import { eventSchema } from "../../../contracts/events/compose.ts";
import { rawTables } from "../../../contracts/events/tables.ts";
import { type TableDeclaration } from "../../../contracts/events/iceberg.ts";
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
    for (const entry of catalogue) {
      const columns = rawTables[entry.topic].columns.map(({ name }) => name);
      const fields = Object.keys(eventSchema(entry, "ingested").properties as object);
      assert.ok(fields.length > 5);
      assert.deepEqual(
        fields.filter((field) => !columns.includes(field)),
        [],
      );
    }
  });
});
