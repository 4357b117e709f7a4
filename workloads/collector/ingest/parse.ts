import { isUtf8 } from "node:buffer";
import { type QuarantineReason } from "../../../contracts/events/outcomes.ts";
import { type Span } from "./separate.ts";

/** Most that one event may have. */
export interface EventLimits {
  readonly eventBytes: number;
  readonly depth: number;
}

/** Why an event is quarantined. */
export interface Fault {
  readonly reason: QuarantineReason;
  /** What is wrong and where; never a value of the event. */
  readonly detail: string;
}

/** What the bytes of an event say, or why nobody should read them. */
export type Parsed = { readonly value: unknown } | { readonly fault: Fault };

/** Parses one event. `bodyIsUtf8` spares looking at each event of a body that is UTF-8 as a whole. */
export function parse(body: Buffer, span: Span, limits: EventLimits, bodyIsUtf8: boolean): Parsed {
  const { start, end } = span;
  if (end - start > limits.eventBytes) {
    return fault("too_large", `The event has ${end - start} bytes; allowed: ${limits.eventBytes}`);
  }
  if (!bodyIsUtf8 && !isUtf8(body.subarray(start, end))) return fault("not_utf8", "The event's bytes are not UTF-8");
  if (span.depth > limits.depth) {
    return fault("too_deep", `The event nests ${span.depth} deep; allowed: ${limits.depth}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8", start, end));
  } catch {
    // The parser's own message quotes the text.
    return fault("not_json", "The event is not JSON (RFC 8259)");
  }
  if (typeof value === "object" && value !== null && keyCount(value) !== span.keys) {
    return fault("duplicate_key", "An object has a key twice");
  }
  return { value };
}

/** Keys of a value and of everything in it. Each is found once, however often the text had it. */
function keyCount(value: object): number {
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      if (typeof item === "object" && item !== null) count += keyCount(item);
    }
    return count;
  }
  const own = value as Readonly<Record<string, unknown>>; // of JSON.parse: nothing is inherited
  // Half the time of Object.keys; JSON.parse gives no object that inherits an enumerable name.
  for (const key in own) {
    count += 1;
    const item = own[key];
    if (typeof item === "object" && item !== null) count += keyCount(item);
  }
  return count;
}

function fault(reason: QuarantineReason, detail: string): Parsed {
  return { fault: { reason, detail } };
}
