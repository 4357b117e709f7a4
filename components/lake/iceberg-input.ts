import { type ColumnDeclaration, type ColumnType, type TableDeclaration } from "../../contracts/events/iceberg.ts";
import { partitionName } from "./table-problems.ts";

/** A column with the ID by which data files know it. */
interface SchemaField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  /** JSON of the type, as Glue takes it. */
  readonly type: string;
  readonly doc: string;
}

/** `icebergTableInput` of a Glue table. */
export interface IcebergTableInput {
  readonly location: string;
  readonly properties: Record<string, string>;
  readonly schema: {
    readonly schemaId: number;
    readonly type: "struct";
    readonly fields: SchemaField[];
    readonly identifierFieldIds?: number[];
  };
  readonly partitionSpec: {
    readonly specId: number;
    readonly fields: { fieldId: number; sourceId: number; name: string; transform: string }[];
  };
  readonly sortOrder: {
    readonly orderId: number;
    readonly fields: { sourceId: number; direction: string; nullOrder: string; transform: string }[];
  };
}

/** Iceberg counts partition fields from here (specification, Partition Specs). */
const firstPartitionFieldId = 1000;

/** A declared table as Glue takes it. The declaration must be sound: ask `tableProblems` first. */
export function icebergTableInput(
  table: TableDeclaration,
  location: string,
  properties: Readonly<Record<string, string>>,
): IcebergTableInput {
  const fields = schemaFields(table.columns);
  const idOf = new Map(fields.map(({ id, name }) => [name, id]));
  const fieldId = (column: string): number => idOf.get(column) ?? 0; // there in every sound declaration
  return {
    location,
    properties: { ...properties },
    schema: {
      schemaId: 0,
      type: "struct",
      fields,
      ...(table.identifiedBy.length === 0 ? {} : { identifierFieldIds: table.identifiedBy.map(fieldId) }),
    },
    partitionSpec: {
      specId: 0,
      fields: table.partitionedBy.map((field, index) => ({
        fieldId: firstPartitionFieldId + index,
        sourceId: fieldId(field.column),
        name: partitionName(field),
        transform: field.transform,
      })),
    },
    sortOrder: {
      orderId: table.sortedBy.length === 0 ? 0 : 1,
      fields: table.sortedBy.map(({ column, direction }) => ({
        sourceId: fieldId(column),
        direction,
        nullOrder: direction === "asc" ? "nulls-first" : "nulls-last",
        transform: "identity",
      })),
    },
  };
}

/**
 * Columns with their IDs, in the order of the declaration, the parts of a nested column right after it. So a column that is
 * appended leaves every other ID as it was, and data files that were written before still read.
 */
export function schemaFields(columns: readonly ColumnDeclaration[]): SchemaField[] {
  const ids = new Ids();
  return columns.map(({ name, type, required, doc }) => {
    const id = ids.next();
    return { id, name, required, type: JSON.stringify(typeJson(type, ids)), doc };
  });
}

class Ids {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** A type as the Iceberg specification writes it in JSON (Appendix C). */
function typeJson(type: ColumnType, ids: Ids): unknown {
  if (typeof type === "string") return type;
  if ("list" in type) {
    const id = ids.next();
    return { type: "list", "element-id": id, "element-required": true, element: typeJson(type.list, ids) };
  }
  if ("map" in type) {
    const [keyId, valueId] = [ids.next(), ids.next()];
    return {
      type: "map",
      "key-id": keyId,
      key: typeJson(type.map.key, ids),
      "value-id": valueId,
      "value-required": true,
      value: typeJson(type.map.value, ids),
    };
  }
  return {
    type: "struct",
    fields: type.struct.map(({ name, type: part, required, doc }) => {
      const id = ids.next();
      return { id, name, required, type: typeJson(part, ids), doc };
    }),
  };
}
