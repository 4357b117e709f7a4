import { type ColumnDeclaration, type TableDeclaration } from "./iceberg.ts";
import { type TopicKey } from "./topics.ts";

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
    identifiedBy: ["event_id"],
    partitionedBy: [{ column: "event_ts", transform: "day" }],
    sortedBy: [
      { column: "device_id", direction: "asc" },
      { column: "event_ts", direction: "asc" },
    ],
    agesBy: "ingest_ts",
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
      { name: "reason", type: "string", required: true, doc: "Why the record is here: a code of outcomes.ts" },
      { name: "ingest_ts", type: "timestamptz", required: true, doc: "When it was put here" },
      { name: "record_key", type: "binary", required: false, doc: "Key of the record" },
      { name: "record_value", type: "binary", required: false, doc: "The original, byte for byte" },
      ...fromKafka,
      { name: "detail", type: "string", required: false, doc: "What is wrong and where; never a value of the event" },
      { name: "sender", type: "string", required: false, doc: "Who sent it, where the collector took it in" },
      {
        name: "record_bytes",
        type: "long",
        required: false,
        doc: "Size of the original; one too large for a record is in the bucket alone, and record_value is absent",
      },
    ],
    identifiedBy: ["kafka_topic", "kafka_partition", "kafka_offset"],
    partitionedBy: [{ column: "ingest_ts", transform: "day" }],
    sortedBy: [],
    agesBy: "ingest_ts",
  },
} as const satisfies Record<TopicKey, TableDeclaration>;
