import {
  type ColumnDeclaration,
  type ColumnType,
  type PartitionField,
  type TableDeclaration,
} from "../../contracts/events/iceberg.ts";

/** Longest name and documentation that the Glue Data Catalog takes. */
const maxNameLength = 255;
const maxDocLength = 255;

/** Columns that engines add to every Iceberg table (specification, Reserved Field IDs); all begin with an underscore. */
const reservedColumns = ["_file", "_pos", "_deleted", "_spec_id", "_partition", "_row_id"];

const primitives = new Set([
  ..."boolean int long float double date time timestamp timestamptz string uuid binary".split(" "),
]);

/** Types a transform takes; `bucket[N]` and `truncate[W]` without their number. Specification, Partition Transforms. */
const sourceTypes: Readonly<Record<string, readonly string[]>> = {
  year: ["date", "timestamp", "timestamptz"],
  month: ["date", "timestamp", "timestamptz"],
  day: ["date", "timestamp", "timestamptz"],
  hour: ["timestamp", "timestamptz"],
  bucket: "int long decimal date time timestamp timestamptz string uuid fixed binary".split(" "),
  truncate: ["int", "long", "decimal", "string", "binary"],
};

/** What keeps a declaration from being an Iceberg table in the Glue Data Catalog, one line each; empty when nothing does. */
export function tableProblems(table: TableDeclaration): readonly string[] {
  return [
    ...nameProblems("table", table.name),
    ...columnProblems("", table.columns),
    ...identifierProblems(table),
    ...partitionProblems(table),
    ...sortProblems(table),
    ...ageProblems(table),
  ];
}

function nameProblems(what: string, name: string): readonly string[] {
  if (/^[a-z][a-z0-9_]*$/.test(name) && name.length <= maxNameLength) return [];
  const reserved = reservedColumns.includes(name) ? "; Iceberg reserves this name" : "";
  return [
    `the ${what} name "${name}" is not allowed${reserved}. Allowed: a lower-case letter, then lower-case letters, digits and underscores, ${maxNameLength} in all.`,
  ];
}

function columnProblems(inside: string, columns: readonly ColumnDeclaration[]): readonly string[] {
  if (columns.length === 0) return [`${inside === "" ? "the table" : inside} has no columns; give it one at least.`];
  const names = columns.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => `the column ${inside}${name} is there twice.`),
    ...columns.flatMap(({ name, type, doc }) => [
      ...nameProblems("column", name),
      ...(doc.length > maxDocLength
        ? [`the documentation of ${inside}${name} has ${doc.length} characters; Glue takes ${maxDocLength}.`]
        : []),
      ...typeProblems(`${inside}${name}`, type),
    ]),
  ];
}

function typeProblems(column: string, type: ColumnType): readonly string[] {
  if (typeof type === "object") {
    if ("list" in type) return typeProblems(`${column}.element`, type.list);
    if ("struct" in type) return columnProblems(`${column}.`, type.struct);
    return [...typeProblems(`${column}.key`, type.map.key), ...typeProblems(`${column}.value`, type.map.value)];
  }
  const [, precision, scale] = /^decimal\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (precision !== undefined && scale !== undefined) {
    return Number(precision) >= 1 && Number(precision) <= 38 && Number(scale) <= Number(precision)
      ? []
      : [`the column ${column} is a ${type}; allowed: a precision from 1 to 38, and a scale up to it.`];
  }
  const known = primitives.has(type) || /^fixed\[[1-9]\d*\]$/.test(type);
  return known ? [] : [`the column ${column} has type ${type}, which Iceberg has not.`];
}

function identifierProblems({ columns, identifiedBy }: TableDeclaration): readonly string[] {
  return identifiedBy.flatMap((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (column === undefined) return [missing("identified", name, columns)];
    const { required, type } = column;
    if (required && typeof type === "string" && type !== "float" && type !== "double") return [];
    return [`rows are identified by ${name}, which must be required, and neither nested nor a float or double.`];
  });
}

function partitionProblems({ columns, partitionedBy }: TableDeclaration): readonly string[] {
  const names = partitionedBy.map(partitionName);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...partitionedBy.flatMap((field) => transformProblems(field, columns)),
    ...twice.map((name) => `two partition fields would be named ${name}; partition by one of them.`),
    ...partitionedBy
      .filter((field) => field.transform !== "identity")
      .map(partitionName)
      .filter((name) => columns.some((column) => column.name === name))
      .map((name) => `a partition field would be named ${name}, as a column is; rename the column.`),
    ...redundant(partitionedBy),
  ];
}

function transformProblems({ column, transform }: PartitionField, columns: readonly ColumnDeclaration[]): string[] {
  const source = columns.find(({ name }) => name === column);
  if (source === undefined) return [missing("partitioned", column, columns)];
  if (typeof source.type !== "string") return [`${column} is nested and cannot be partitioned by.`];
  const [, kind = "", parameter] = /^(\w+)(?:\[(\d+)\])?$/.exec(transform) ?? [];
  if (kind === "identity") return [];
  if (parameter !== undefined && Number(parameter) < 1) {
    return [`the transform ${transform} of ${column} must have a number from 1.`];
  }
  const allowed = sourceTypes[kind];
  if (allowed === undefined) return [`${transform} of ${column} is no transform of Iceberg.`];
  const type = source.type.replace(/\W.*$/, "");
  return allowed.includes(type)
    ? []
    : [`${transform} does not take the type ${source.type} of ${column}; allowed: ${allowed.join(", ")}.`];
}

/** Iceberg refuses two time transforms of one column: the finer one already holds the coarser. */
function redundant(partitionedBy: readonly PartitionField[]): readonly string[] {
  const byTime = partitionedBy.filter(({ transform }) => ["year", "month", "day", "hour"].includes(transform));
  return byTime
    .filter(({ column }, index) => byTime.findIndex((other) => other.column === column) !== index)
    .map(({ column, transform }) => `${column} is already partitioned by another time transform than ${transform}.`);
}

function sortProblems({ columns, sortedBy }: TableDeclaration): readonly string[] {
  return sortedBy.flatMap(({ column }, index) => {
    const source = columns.find(({ name }) => name === column);
    if (source === undefined) return [missing("sorted", column, columns)];
    if (typeof source.type !== "string") return [`${column} is nested and cannot be sorted by.`];
    return sortedBy.findIndex((other) => other.column === column) === index ? [] : [`${column} is sorted by twice.`];
  });
}

function ageProblems({ columns, agesBy }: TableDeclaration): readonly string[] {
  const column = columns.find(({ name }) => name === agesBy);
  if (column === undefined) return [missing("aged", agesBy, columns)];
  const isTime = typeof column.type === "string" && ["date", "timestamp", "timestamptz"].includes(column.type);
  return column.required && isTime ? [] : [`rows age by ${agesBy}, which must be required, and a date or timestamp.`];
}

function missing(how: string, column: string, columns: readonly ColumnDeclaration[]): string {
  return `rows are ${how} by "${column}", which is no column; columns: ${columns.map(({ name }) => name).join(", ")}.`;
}

/** Name of a partition field, as Iceberg's own builder gives it. */
export function partitionName({ column, transform }: PartitionField): string {
  if (transform === "identity") return column;
  const kind = transform.replace(/\W.*$/, "");
  return `${column}_${kind === "truncate" ? "trunc" : kind}`;
}
