import { checkRange, longestTimerMs } from "./range.ts";

/** When a batch waits no longer: whichever comes first. */
export interface BatchLimits {
  /** Events of a batch. @default 500 */
  readonly events: number;
  /** Bytes of a batch before compression; one event alone may have more. @default 524288 */
  readonly bytes: number;
  /** Milliseconds that an event waits for others. @default 200 */
  readonly waitMs: number;
}

/** A collector takes 10,000 events and 4 MiB in a request; a device on a slow line is better off with less. */
const defaultBatchLimits: BatchLimits = { events: 500, bytes: 512 * 1024, waitMs: 200 };

/**
 * Limits with their defaults.
 *
 * @throws {RangeError} when one is out of its range.
 */
export function batchLimits(given: Partial<BatchLimits> = {}): BatchLimits {
  const limits = { ...defaultBatchLimits, ...given };
  checkRange("batch.events", limits.events, { least: 1 });
  checkRange("batch.bytes", limits.bytes, { least: 1 });
  checkRange("batch.waitMs", limits.waitMs, { least: 0, most: longestTimerMs });
  return limits;
}

interface Batch<Item> {
  readonly items: Item[];
  readonly since: number;
  bytes: number;
}

/** Groups items in the order they come. Keeps no clock: the caller says what time it is. */
export class Batcher<Item> {
  readonly #limits: BatchLimits;
  /** Full ones, oldest first. */
  readonly #sealed: Batch<Item>[] = [];
  #open: Batch<Item> | undefined;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  /** @param nowMs milliseconds, of a clock that never goes back */
  add(item: Item, bytes: number, nowMs: number): void {
    if (this.#open !== undefined && this.#open.bytes + bytes > this.#limits.bytes) this.seal();
    this.#open ??= { items: [], since: nowMs, bytes: 0 };
    this.#open.items.push(item);
    this.#open.bytes += bytes;
    if (this.#open.items.length >= this.#limits.events || this.#open.bytes >= this.#limits.bytes) this.seal();
  }

  /** Milliseconds until a batch waits no longer: 0 when one is ready, `undefined` when there is nothing. */
  dueIn(nowMs: number): number | undefined {
    if (this.#sealed.length > 0) return 0;
    return this.#open === undefined ? undefined : Math.max(0, this.#open.since + this.#limits.waitMs - nowMs);
  }

  /** What there is waits no longer. */
  seal(): void {
    if (this.#open === undefined) return;
    this.#sealed.push(this.#open);
    this.#open = undefined;
  }

  /** The oldest batch that is due; empty when none is. */
  take(nowMs: number): readonly Item[] {
    if (this.dueIn(nowMs) !== 0) return [];
    if (this.#sealed.length === 0) this.seal();
    return this.#sealed.shift()?.items ?? [];
  }
}
