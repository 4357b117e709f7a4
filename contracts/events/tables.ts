import { type TopicKey } from "./topics.ts";

/** A column of an Iceberg table; its field ID is its place in the list, so columns are only appended. */
export interface ColumnDeclaration {
  readonly name: string;
  /** Iceberg primitive type. */
  readonly type: "string" | "long" | "int" | "boolean" | "double" | "date" | "timestamptz" | "binary";
  readonly required: boolean;
  readonly doc: string;
}

export interface TableDeclaration {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ColumnDeclaration[];
  /** Iceberg partition fields, as `transform(column)` split in two. */
  readonly partitionedBy: readonly { readonly column: string; readonly transform: "day" | "identity" }[];
  readonly sortedBy: readonly { readonly column: string; readonly direction: "asc" | "desc" }[];
}

const fromKafka: readonly ColumnDeclaration[] = [
  { name: "kafka_topic", type: "string", required: true, doc: "Topic the record was read from" },
  { name: "kafka_partition", type: "int", required: true, doc: "Partition of the record" },
  { name: "kafka_offset", type: "long", required: true, doc: "Offset of the record in its partition" },
];

/** Columns of every raw event table: the envelope typed, the payload as it came. */
const rawEventColumns: readonly ColumnDeclaration[] = [
  { name: "event_id", type: "string", required: true, doc: "Unique per event; what duplicates are told by" },
  { name: "event_type", type: "string", required: true, doc: "telemetry, heartbeat, fault or transaction" },
  { name: "device_id", type: "string", required: true, doc: "Device that sent the event" },
  { name: "event_ts", type: "timestamptz", required: true, doc: "When the device says it happened" },
  { name: "ingest_ts", type: "timestamptz", required: true, doc: "When the platform took it in" },
  { name: "schema_version", type: "string", required: true, doc: "Major version of the event's schema" },
  { name: "payload", type: "string", required: true, doc: "The event's own fields, as JSON" },
  ...fromKafka,
];

function rawEvents(name: string, description: string): TableDeclaration {
  return {
    name,
    description,
    columns: rawEventColumns,
    partitionedBy: [{ column: "event_ts", transform: "day" }],
    sortedBy: [
      { column: "device_id", direction: "asc" },
      { column: "event_ts", direction: "asc" },
    ],
  };
}

/** Tables of `dl_raw`: one per topic, append only. */
export const rawTables = {
  telemetry: rawEvents("telemetry", "Measurements as devices sent them"),
  heartbeat: rawEvents("heartbeat", "Signs of life as devices sent them"),
  faults: rawEvents("faults", "Faults as devices reported them"),
  transactions: rawEvents("transactions", "Transactions as devices sent them"),
  quarantine: {
    name: "quarantine",
    description: "Records that are no valid event, with the reason and their bytes; treated as personal data",
    columns: [
      { name: "reason", type: "string", required: true, doc: "Why the record is here" },
      { name: "ingest_ts", type: "timestamptz", required: true, doc: "When it was put here" },
      { name: "record_key", type: "binary", required: false, doc: "Key of the record" },
      { name: "record_value", type: "binary", required: false, doc: "Value of the record, byte for byte" },
      ...fromKafka,
    ],
    partitionedBy: [{ column: "ingest_ts", transform: "day" }],
    sortedBy: [],
  },
} as const satisfies Record<TopicKey, TableDeclaration>;
