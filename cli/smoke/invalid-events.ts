import { nameBasedUuid } from "../../workloads/device-sdk/index.ts";
import { type QuarantineReason } from "../../contracts/events/outcomes.ts";
import { type CountedType } from "./accounting.ts";

/** An event that the collector must quarantine, as the bytes of a line of NDJSON. */
export interface InvalidEvent {
  readonly reason: QuarantineReason;
  readonly type: CountedType;
  readonly bytes: Buffer;
}

/** Any fixed UUID would do. */
const namespace = "7d2c3a54-6d0f-4a43-8a0c-2f9d5a7b1c11";

/** A telemetry event that is valid, for a device of the fleet, without its time. */
export function validReading(name: string, now: Date): Record<string, unknown> {
  return {
    event_id: nameBasedUuid(namespace, name),
    event_type: "telemetry",
    device_id: "station-EWR",
    event_ts: now.toISOString(),
    schema_version: "1",
    payload: { measurements: { temp: 39.02 } },
  };
}

/** Events that are each wrong in one way. The same ones for the same seed, so that sending them again is seen to. */
export function invalidEvents(seed: number, now: Date): readonly InvalidEvent[] {
  const changed = (reason: QuarantineReason, change: Record<string, unknown>): InvalidEvent => ({
    reason,
    type: "telemetry",
    bytes: Buffer.from(JSON.stringify({ ...validReading(`${seed} ${reason}`, now), ...change })),
  });
  const bytes = (reason: QuarantineReason, content: Buffer): InvalidEvent => ({
    reason,
    type: "none of these",
    bytes: content,
  });
  return [
    changed("schema", { payload: { measurements: { temp: "warm" } } }),
    changed("reserved_field", { ingest_ts: now.toISOString() }),
    changed("device_mismatch", { device_id: "tractor-1" }),
    changed("too_old", { event_ts: "2013-01-01T06:00:00Z" }),
    { ...changed("unknown_type", { event_type: "gossip" }), type: "none of these" },
    bytes("not_json", Buffer.from('{"event_id": "cut off')),
    bytes("not_utf8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  ];
}
