import { z } from "zod";

import type { IcebergTable } from "./iceberg-model.ts";
import { stringMap } from "./properties.ts";

const primitive =
  /^(boolean|int|long|float|double|date|time|timestamp|timestamptz|timestamp_ns|timestamptz_ns|string|uuid|binary|decimal\(\d+,\s*\d+\)|fixed\[\d+\])$/;
const transform = z.string().regex(/^(identity|year|month|day|hour|void|bucket\[\d+\]|truncate\[\d+\])$/, {
  error: ({ input }) =>
    `"${String(input)}" is no partition transform; allowed: identity, year, month, day, hour, void, bucket[N], truncate[W]`,
});

const field = z.object({
  id: z.number().int(),
  name: z.string(),
  required: z.boolean(),
  type: z.string(),
  doc: z.string().optional(),
});

/** `openTableFormatInput` of the Pulumi type. */
export const openTableFormatInput = z.object({
  icebergInput: z.object({
    metadataOperation: z.literal("CREATE"),
    version: z.literal("2", { error: "only version 2 of the Iceberg format is written here" }).default("2"),
    icebergTableInput: z
      .object({
        location: z.string().regex(/^s3:\/\/[^/]+\/.+/, { error: "a location is s3://bucket/prefix" }),
        schema: z.object({
          fields: z.array(field).min(1),
          identifierFieldIds: z.array(z.number()).optional(),
        }),
        partitionSpec: z
          .object({
            fields: z.array(
              z.object({ name: z.string(), sourceId: z.number(), transform, fieldId: z.number().optional() }),
            ),
          })
          .optional(),
        sortOrder: z
          .object({
            fields: z.array(
              z.object({
                direction: z.enum(["asc", "desc"]),
                nullOrder: z.enum(["nulls-first", "nulls-last"]),
                sourceId: z.number(),
                transform,
              }),
            ),
          })
          .optional(),
        properties: stringMap.optional(),
      })
      .optional(),
  }),
});

type IcebergTableInput = NonNullable<z.infer<typeof openTableFormatInput>["icebergInput"]["icebergTableInput"]>;

/** The table of an `icebergTableInput`. Fails, naming the column, on types and sources that do not exist. */
export function declaredTable(input: IcebergTableInput): IcebergTable {
  const fields = input.schema.fields.map(({ type, doc, ...rest }) => ({
    ...rest,
    type: icebergType(type, rest.name),
    ...(doc === undefined ? {} : { doc }),
  }));
  const partition = input.partitionSpec?.fields ?? [];
  const sortOrder = input.sortOrder?.fields ?? [];
  for (const { sourceId } of [...partition, ...sortOrder]) {
    if (fields.some(({ id }) => id === sourceId)) continue;
    const known = fields.map(({ id, name }) => `${id} (${name})`).join(", ");
    throw new Error(`a partition or sort field has source ID ${sourceId}, but the schema has ${known}.`);
  }
  return {
    location: input.location.replace(/\/+$/, ""),
    fields,
    identifierFieldIds: input.schema.identifierFieldIds ?? [],
    partition,
    sortOrder: sortOrder.map(({ direction, nullOrder, sourceId, transform }) => ({
      transform,
      "source-id": sourceId,
      direction,
      "null-order": nullOrder,
    })),
    properties: input.properties ?? {},
  };
}

/** Hive's names of primitive types, in which a storage descriptor's columns are, to Iceberg's. */
const fromHive: Readonly<Record<string, string>> = {
  tinyint: "int",
  smallint: "int",
  integer: "int",
  bigint: "long",
  varchar: "string",
  char: "string",
};

/** The table of a storage descriptor's columns, for a program that gives no `icebergTableInput`: IDs in their order. */
export function tableOfColumns(
  location: string,
  columns: readonly { name: string; type?: string; comment?: string }[],
): IcebergTable {
  const fields = columns.map(({ name, type = "string", comment }, index) => {
    const bare = type.replace(/^(varchar|char)\(\d+\)$/, "$1");
    const converted = fromHive[bare] ?? bare;
    if (!primitive.test(converted)) {
      throw new Error(
        `the column ${name} has the nested type ${type}; declare it in icebergTableInput.schema instead.`,
      );
    }
    return {
      id: index + 1,
      name,
      required: false,
      type: converted,
      ...(comment === undefined ? {} : { doc: comment }),
    };
  });
  return {
    location: location.replace(/\/+$/, ""),
    fields,
    identifierFieldIds: [],
    partition: [],
    sortOrder: [],
    properties: {},
  };
}

/** Type of a field: a name as it is, a nested type as the JSON it is written in. */
export function icebergType(text: string, column: string): unknown {
  if (primitive.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "string" && primitive.test(parsed)) return parsed;
    if (typeof parsed === "object" && parsed !== null && "type" in parsed) return parsed;
  } catch {
    // Falls through to the message below, which says more than a JSON syntax error.
  }
  throw new Error(
    `the column ${column} has type ${text}. Allowed: boolean, int, long, float, double, date, time, timestamp, ` +
      `timestamptz, string, uuid, binary, decimal(P,S), fixed[N], or a nested type as JSON of the Iceberg specification.`,
  );
}

/** The type as Hive, and with it the Glue console and Athena's column list, names it. */
export function hiveType(type: unknown): string {
  if (typeof type === "string") {
    const names: Record<string, string> = {
      long: "bigint",
      timestamptz: "timestamp",
      timestamp_ns: "timestamp",
      timestamptz_ns: "timestamp",
      uuid: "string",
      time: "string",
    };
    return names[type] ?? (type.startsWith("fixed") ? "binary" : type);
  }
  const nested = nestedType.parse(type);
  switch (nested.type) {
    case "list":
      return `array<${hiveType(nested.element)}>`;
    case "map":
      return `map<${hiveType(nested.key)},${hiveType(nested.value)}>`;
    case "struct":
      return `struct<${nested.fields.map((part) => `${part.name}:${hiveType(part.type)}`).join(",")}>`;
  }
}

const nestedType = z.discriminatedUnion("type", [
  z.object({ type: z.literal("list"), element: z.unknown() }),
  z.object({ type: z.literal("map"), key: z.unknown(), value: z.unknown() }),
  z.object({ type: z.literal("struct"), fields: z.array(z.object({ name: z.string(), type: z.unknown() })) }),
]);
