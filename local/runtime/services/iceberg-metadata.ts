import type {
  IcebergField,
  IcebergMetadata,
  IcebergPartitionField,
  IcebergPartitionSpec,
  IcebergSchema,
  IcebergTable,
} from "./iceberg-model.ts";

/** When and under which name a metadata file is written. */
export interface Commit {
  readonly timestampMs: number;
  readonly uuid: string;
}

/** Partition field IDs start here (Iceberg specification, Partition Specs). */
const firstPartitionFieldId = 1000;

/** The metadata of a new table, as Glue writes it for `MetadataOperation: CREATE`. */
export function initialMetadata(table: IcebergTable, commit: Commit): IcebergMetadata {
  const spec = partitionSpec(table, 0, { fields: [], last: firstPartitionFieldId - 1 });
  return {
    "format-version": 2,
    "table-uuid": commit.uuid,
    location: table.location,
    "last-sequence-number": 0,
    "last-updated-ms": commit.timestampMs,
    "last-column-id": lastColumnId(table.fields),
    "current-schema-id": 0,
    schemas: [schema(table, 0)],
    "default-spec-id": 0,
    "partition-specs": [spec.spec],
    "last-partition-id": spec.last,
    "default-sort-order-id": table.sortOrder.length === 0 ? 0 : 1,
    "sort-orders": [
      { "order-id": 0, fields: [] },
      ...(table.sortOrder.length === 0 ? [] : [{ "order-id": 1, fields: table.sortOrder }]),
    ],
    properties: table.properties,
    "current-snapshot-id": -1,
    refs: {},
    snapshots: [],
    statistics: [],
    "partition-statistics": [],
    "snapshot-log": [],
    "metadata-log": [],
  };
}

/**
 * The table's metadata after a changed declaration: a new schema and partition spec where they differ, properties set
 * and taken off. Everything engines wrote (snapshots, their own properties) stays. Fails on what would break readers.
 */
export function evolvedMetadata(
  current: IcebergMetadata & { readonly file: string },
  table: IcebergTable,
  before: Readonly<Record<string, string>>,
  commit: Commit,
): IcebergMetadata {
  const { file, ...rest } = current;
  const schemas = evolvedSchemas(current, table);
  const specs = evolvedSpecs(current, table);
  const kept = Object.entries(current.properties ?? {}).filter(([key]) => !(key in before));
  return {
    ...rest,
    ...schemas,
    ...specs,
    "last-updated-ms": commit.timestampMs,
    properties: { ...Object.fromEntries(kept), ...table.properties },
    "metadata-log": [
      ...(current["metadata-log"] ?? []),
      { "timestamp-ms": current["last-updated-ms"], "metadata-file": file },
    ],
  };
}

/** The schema readers and writers use now. */
export function currentSchema(metadata: IcebergMetadata): IcebergSchema {
  const found = metadata.schemas.find((candidate) => candidate["schema-id"] === metadata["current-schema-id"]);
  if (found === undefined) throw new Error(`the table's metadata has no schema ${metadata["current-schema-id"]}.`);
  return found;
}

function schema(table: IcebergTable, id: number): IcebergSchema {
  return {
    type: "struct",
    "schema-id": id,
    ...(table.identifierFieldIds.length === 0 ? {} : { "identifier-field-ids": table.identifierFieldIds }),
    fields: table.fields,
  };
}

function evolvedSchemas(current: IcebergMetadata, table: IcebergTable): Partial<IcebergMetadata> {
  const before = currentSchema(current);
  if (same(before.fields, table.fields) && same(before["identifier-field-ids"] ?? [], table.identifierFieldIds))
    return {};
  for (const field of table.fields) checkField(field, before, current["last-column-id"]);
  const id = Math.max(...current.schemas.map((known) => known["schema-id"])) + 1;
  return {
    schemas: [...current.schemas, schema(table, id)],
    "current-schema-id": id,
    "last-column-id": Math.max(current["last-column-id"], lastColumnId(table.fields)),
  };
}

function checkField(field: IcebergField, before: IcebergSchema, lastId: number): void {
  const known = before.fields.find((candidate) => candidate.id === field.id);
  if (known === undefined) {
    if (field.required) {
      throw new Error(
        `the new column ${field.name} is required, but rows written before it have no value. Make it optional.`,
      );
    }
    if (field.id <= lastId) {
      throw new Error(
        `the new column ${field.name} has ID ${field.id}, which the table gave out before. Give it an ID from ${lastId + 1}.`,
      );
    }
    return;
  }
  if (field.required && !known.required) {
    throw new Error(`the column ${field.name} cannot become required: rows without a value may exist.`);
  }
  if (!same(known.type, field.type) && !widens(known.type, field.type)) {
    throw new Error(
      `the column ${field.name} cannot change from ${JSON.stringify(known.type)} to ${JSON.stringify(field.type)}. ` +
        `Iceberg allows int to long, float to double and a decimal's larger precision; else add a column.`,
    );
  }
}

function widens(from: unknown, to: unknown): boolean {
  if (from === "int" && to === "long") return true;
  if (from === "float" && to === "double") return true;
  const [before, after] = [decimal(from), decimal(to)];
  return (
    before !== undefined && after !== undefined && before.scale === after.scale && after.precision > before.precision
  );
}

function decimal(type: unknown): { precision: number; scale: string | undefined } | undefined {
  const match = typeof type === "string" ? /^decimal\((\d+),\s*(\d+)\)$/.exec(type) : null;
  return match === null ? undefined : { precision: Number(match[1]), scale: match[2] };
}

function evolvedSpecs(current: IcebergMetadata, table: IcebergTable): Partial<IcebergMetadata> {
  const known = current["partition-specs"].flatMap(({ fields }) => fields);
  const id = Math.max(...current["partition-specs"].map((spec) => spec["spec-id"])) + 1;
  const { spec, last } = partitionSpec(table, id, { fields: known, last: current["last-partition-id"] });
  const existing = current["partition-specs"].find(({ fields }) => same(fields, spec.fields));
  if (existing !== undefined) return { "default-spec-id": existing["spec-id"] };
  return {
    "partition-specs": [...current["partition-specs"], spec],
    "default-spec-id": id,
    "last-partition-id": last,
  };
}

/** A partition spec whose fields keep the IDs they had in earlier specs. */
function partitionSpec(
  table: IcebergTable,
  id: number,
  known: { fields: readonly IcebergPartitionField[]; last: number },
): { spec: IcebergPartitionSpec; last: number } {
  let last = known.last;
  const fields = table.partition.map(({ sourceId, name, transform, fieldId }) => {
    const earlier = known.fields.find((field) => field["source-id"] === sourceId && field.transform === transform);
    const assigned = earlier?.["field-id"] ?? fieldId ?? last + 1;
    last = Math.max(last, assigned);
    return { "source-id": sourceId, "field-id": assigned, name, transform };
  });
  return { spec: { "spec-id": id, fields }, last };
}

/** The highest ID of columns and of the parts of nested ones. */
function lastColumnId(fields: readonly IcebergField[]): number {
  return Math.max(0, ...fields.flatMap((field) => [field.id, ...nestedIds(field.type)]));
}

function nestedIds(type: unknown): number[] {
  if (typeof type !== "object" || type === null) return [];
  return Object.entries(type).flatMap(([key, value]: [string, unknown]) => {
    const isId = key === "id" || key === "element-id" || key === "key-id" || key === "value-id";
    return isId && typeof value === "number" ? [value] : nestedIds(value);
  });
}

/** Equal as JSON, whatever the order of the keys. */
function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
