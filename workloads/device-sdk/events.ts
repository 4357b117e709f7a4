import { createHash, randomUUID } from "node:crypto";
import { type DeviceEvent } from "../../contracts/events/generated/types.ts";

export type { DeviceEvent };

/** The event of one type. */
export type EventOf<Type extends DeviceEvent["event_type"]> = Extract<DeviceEvent, { event_type: Type }>;

/** What an event needs of its device; the rest is filled in. */
export interface EventDraft<Type extends DeviceEvent["event_type"]> {
  readonly event_type: Type;
  readonly device_id: string;
  readonly payload: EventOf<Type>["payload"];
  /** @default - a random UUID */
  readonly event_id?: string;
  /** When it happened. @default - now */
  readonly at?: Date;
}

/**
 * An event with its identity and time. Make it once and keep it: whoever sends it again sends the same `event_id`, which is what
 * makes that harmless.
 */
export function makeEvent<Type extends DeviceEvent["event_type"]>(draft: EventDraft<Type>): EventOf<Type> {
  const { event_type, device_id, payload, event_id = randomUUID(), at = new Date() } = draft;
  const event = { event_id, event_type, device_id, event_ts: at.toISOString(), schema_version: "1", payload };
  // The compiler cannot see that type and payload of a draft belong together.
  return event as unknown as EventOf<Type>;
}

/**
 * UUID version 5: the same name in the same namespace is always the same UUID. For events that are read from a source which may
 * be read again.
 *
 * @param namespace a UUID
 * @throws when the namespace is no UUID.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
export function nameBasedUuid(namespace: string, name: string): string {
  const bytes = Buffer.from(namespace.replaceAll("-", ""), "hex");
  if (bytes.length !== 16) throw new Error(`The namespace must be a UUID, not ${JSON.stringify(namespace)}.`);
  const hash = createHash("sha1").update(bytes).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
