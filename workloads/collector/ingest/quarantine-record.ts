import { type QuarantinedEvent, type SinkRecord } from "../sinks.ts";

/**
 * The record of a quarantined event in the quarantine topic: its original bytes, with what is known of it in headers. An
 * original that is too large for a record lies in the bucket alone; its record has no value, and the header `size` (bytes).
 */
export function quarantineRecord(event: QuarantinedEvent, mostBytes: number): SinkRecord {
  const { reason, detail, sender, ingestTs, bytes } = event;
  const isTooLarge = bytes.length > mostBytes;
  return {
    topic: "quarantine",
    key: Buffer.from(sender),
    value: isTooLarge ? Buffer.alloc(0) : bytes,
    headers: {
      reason,
      detail,
      sender,
      "ingest-ts": ingestTs,
      ...(isTooLarge && { size: String(bytes.length) }),
    },
  };
}
