/** Types that hold one value. */
export type PrimitiveType =
  | "boolean"
  | "int"
  | "long"
  | "float"
  | "double"
  | "date"
  | "time"
  | "timestamp"
  | "timestamptz"
  | "string"
  | "uuid"
  | "binary"
  | `decimal(${number},${number})`
  | `fixed[${number}]`;

/** Type of a column, as the Iceberg specification has it. A nested type is closed: its parts never change, columns are added. */
export type ColumnType =
  | PrimitiveType
  | { readonly list: ColumnType }
  | { readonly map: { readonly key: ColumnType; readonly value: ColumnType } }
  | { readonly struct: readonly ColumnDeclaration[] };

/** A column of an Iceberg table; its field ID follows from its place in the list, so columns are only appended. */
export interface ColumnDeclaration {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether every row has a value. A column that is appended to a table that has rows cannot. */
  readonly required: boolean;
  readonly doc: string;
}

/** How a partition value is made of a column's. */
export type PartitionTransform =
  "identity" | "year" | "month" | "day" | "hour" | `bucket[${number}]` | `truncate[${number}]`;

export interface PartitionField {
  readonly column: string;
  readonly transform: PartitionTransform;
}

export interface SortField {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** An Iceberg table, whatever catalog it is in. */
export interface TableDeclaration {
  /** Name in the catalog: lower case, digits and underscores. */
  readonly name: string;
  readonly description: string;
  /** Columns in the order of their field IDs. */
  readonly columns: readonly ColumnDeclaration[];
  /** Columns that tell rows apart; empty: none do. */
  readonly identifiedBy: readonly string[];
  /** Partition fields, outermost first; empty: not partitioned. */
  readonly partitionedBy: readonly PartitionField[];
  /** Order that writers keep within a file; empty: none. */
  readonly sortedBy: readonly SortField[];
  /** Column with the time by which rows get old. */
  readonly agesBy: string;
}
