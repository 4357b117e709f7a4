import * as fs from "node:fs";
import { z } from "zod";

/** An event that is about to be sent. */
export interface LedgerEvent {
  /** `event_id`, or another name of the bytes where they hold none that could be read. */
  readonly id: string;
  readonly device: string;
  /** Counts a device's events, from 1. */
  readonly sequence: number;
  /** Of the event's bytes as sent, SHA-256. */
  readonly hash: string;
}

/** What is known of an event after an attempt to send it. `unknown`: no answer came, so it may be there or not. */
export const fates = ["acked", "quarantined", "refused", "failed", "unknown"] as const;
export type Fate = (typeof fates)[number];

const line = z.union([
  z.object({
    sent: z.array(z.tuple([z.string(), z.string(), z.number(), z.string()])),
    at: z.number(),
  }),
  z.object({ fate: z.enum(fates), ids: z.array(z.string()).readonly(), at: z.number() }),
]);

/** What a ledger says of an event. */
export interface Entry extends LedgerEvent {
  readonly fate: Fate;
  /** How often it was sent. */
  readonly attempts: number;
}

/**
 * What was sent and what became of it, in a file of JSON lines. That events are sent is on the disk before the first byte
 * of them leaves, so no crash of the sender hides an event.
 */
export class Ledger {
  readonly file: string;
  readonly #descriptor: number;

  /** Goes on with the file when there is one. */
  constructor(file: string) {
    this.file = file;
    this.#descriptor = fs.openSync(file, "a");
  }

  sent(events: readonly LedgerEvent[]): void {
    this.#append({
      sent: events.map(({ id, device, sequence, hash }) => [id, device, sequence, hash]),
      at: Date.now(),
    });
    fs.fdatasyncSync(this.#descriptor);
  }

  became(fate: Fate, ids: readonly string[]): void {
    if (ids.length > 0) this.#append({ fate, ids, at: Date.now() });
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }

  #append(entry: z.input<typeof line>): void {
    fs.writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }
}

/**
 * The entries of a ledger's file. What was acknowledged or quarantined once stays so, whatever a later attempt came to; an
 * event without a fate was under way when the sender ended: unknown.
 */
export function readLedger(file: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const text of fs.readFileSync(file, "utf8").split("\n")) {
    if (text === "") continue;
    const entry = line.parse(JSON.parse(text));
    if ("sent" in entry) {
      for (const [id, device, sequence, hash] of entry.sent) {
        const known = entries.get(id) ?? { id, device, sequence, hash, fate: "unknown", attempts: 0 };
        entries.set(id, { ...known, attempts: known.attempts + 1 });
      }
    } else {
      for (const id of entry.ids) {
        const known = entries.get(id);
        if (known === undefined) throw new Error(`The ledger has a fate of ${id}, which was never sent.`);
        if (known.fate !== "acked" && known.fate !== "quarantined") entries.set(id, { ...known, fate: entry.fate });
      }
    }
  }
  return entries;
}
