import { setTimeout as sleep } from "node:timers/promises";
import { type RetryLimits, retryLimits } from "./backoff.ts";
import { type BatchLimits, batchLimits } from "./batcher.ts";
import { type ClockSkew } from "./clock-skew.ts";
import { ClientClosedError } from "./client.ts";
import { Delivery, type EncodedEvent, type Metric } from "./delivery.ts";
import { type DeviceEvent } from "./events.ts";
import { withoutEffect } from "./listener.ts";
import { type Counts, type EventOutcome, Tally } from "./outcome.ts";
import { checkRange, longestTimerMs } from "./range.ts";
import { type SpoolOptions } from "./spool/options.ts";
import { type SpoolEntry } from "./spool/record.ts";
import { type SpoolReport } from "./spool/recovery.ts";
import { Spool } from "./spool/spool.ts";
import { Transport, type TransportOptions } from "./transport.ts";

/** Options of a `SpoolingClient`. */
export interface SpoolingClientOptions extends TransportOptions {
  readonly spool: SpoolOptions;
  readonly batch?: Partial<BatchLimits>;
  /** A spool tries for as long as it takes, so there is no total time. */
  readonly retry?: Partial<Omit<RetryLimits, "totalMs">>;
  /**
   * Milliseconds until a request is tried again that was refused in a way which waiting alone does not mend, such as a revoked
   * certificate. @default 30000
   */
  readonly refusedRetryMs?: number;
  /** Is told what became of every event, once per answer. An event that was answered just before a crash is sent again. */
  readonly onOutcome?: (eventId: string, outcome: EventOutcome) => void;
  readonly onMetric?: (metric: Metric) => void;
  /** Jitter of waits, from 0 to below 1. @default Math.random */
  readonly random?: () => number;
}

const defaultRefusedRetryMs = 30_000;

/** Below the 4 MiB that a collector takes in a request: a larger event would be refused for ever, and hold all that follow. */
const maxEventBytes = 4 * 1024 * 1024 - 1;

/** Counts of a `SpoolingClient`: `sent` are those kept in this run and those found in the spool; nothing is ever given up. */
export interface SpoolingCounts extends Counts {
  /** Bytes on disk. */
  readonly spoolBytes: number;
}

/**
 * Sends events to the collector by way of a disk: an event that was kept survives the end of the process, is sent in the order it
 * was kept, and is deleted only when the collector answered that it accepted or quarantined it.
 */
export class SpoolingClient {
  readonly #options: SpoolingClientOptions;
  readonly #spool: Spool;
  readonly #transport: Transport;
  readonly #delivery: Delivery;
  readonly #tally = new Tally();
  readonly #refusals: Record<string, number> = {};
  readonly #abort = new AbortController();
  readonly #onMetric: (metric: Metric) => void;
  readonly #onReport: (report: SpoolReport) => void;
  readonly #draining: Promise<void>;
  #closing: Promise<void> | undefined;
  #drained = false;
  #waiters: { readonly empty: () => void; readonly closed: (error: ClientClosedError) => void }[] = [];

  private constructor(options: SpoolingClientOptions, spool: Spool, transport: Transport) {
    this.#options = options;
    this.#spool = spool;
    this.#transport = transport;
    this.#onMetric = withoutEffect(options.onMetric);
    this.#onReport = withoutEffect(options.spool.onReport);
    const { requestTimeoutMs, random } = options;
    this.#delivery = new Delivery({
      transport,
      retry: { ...options.retry, totalMs: Infinity },
      signal: this.#abort.signal,
      onMetric: this.#onMetric,
      ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
      ...(random !== undefined && { random }),
    });
    for (let found = 0; found < spool.records; found++) this.#tally.send();
    this.#draining = this.#drain();
  }

  /**
   * Opens the spool and starts to send what it has.
   *
   * @throws {SpoolLockedError} when another process has the spool.
   * @throws when `url` is not one of HTTPS.
   * @throws {RangeError} when an option is out of its range.
   */
  static async open(options: SpoolingClientOptions): Promise<SpoolingClient> {
    batchLimits(options.batch);
    retryLimits(options.retry);
    checkRange("refusedRetryMs", options.refusedRetryMs ?? defaultRefusedRetryMs, { least: 1, most: longestTimerMs });
    const report = withoutEffect(options.onMetric);
    const transport = new Transport(options, 1, (problem) => {
      report({ kind: "credentials", problem });
    });
    return new SpoolingClient(options, await Spool.open(options.spool), transport);
  }

  /**
   * Keeps an event. Resolves when the spool has it, as safely as its `sync` says; it is sent from then on, whatever happens.
   *
   * @throws {SpoolFullError} when there is no room; nothing is dropped silently.
   * @throws {SpoolFailedError} when the disk failed.
   * @throws {RangeError} when the event is larger than a request, or a segment, may be.
   * @throws {ClientClosedError} after `close()`.
   */
  async keep(event: DeviceEvent): Promise<void> {
    if (this.#closing !== undefined) throw new ClientClosedError("The client is closed: this event is not kept.");
    const bytes = Buffer.from(JSON.stringify(event));
    if (bytes.length > maxEventBytes) {
      throw new RangeError(`An event may have ${maxEventBytes} bytes, not ${bytes.length}: no collector takes more.`);
    }
    await this.#spool.append(bytes);
    this.#tally.send();
  }

  /**
   * Resolves when everything in the spool was answered.
   *
   * @throws {ClientClosedError} when it was closed before.
   */
  async flush(): Promise<void> {
    if (this.#spool.records === 0) return;
    if (this.#drained) throw this.#leftOver();
    await new Promise<void>((empty, closed) => {
      this.#waiters.push({ empty, closed });
    });
  }

  counts(): SpoolingCounts {
    const counts = this.#tally.counts();
    return { ...counts, codes: { ...counts.codes, ...this.#refusals }, spoolBytes: this.#spool.bytes };
  }

  /** How far the collector's clock is from ours; `undefined` until an answer came. */
  clockSkew(): ClockSkew | undefined {
    return this.#transport.skew();
  }

  /**
   * Takes no more events, sends what it can in that time, and leaves the rest in the spool for the next start. May be called
   * twice: the first time counts.
   *
   * @param drainMs milliseconds; `Infinity` waits for all
   */
  close(drainMs = 5_000): Promise<void> {
    this.#closing ??= this.#close(drainMs);
    return this.#closing;
  }

  async #close(drainMs: number): Promise<void> {
    const patience = new AbortController();
    const over = sleep(Math.min(drainMs, longestTimerMs), undefined, { signal: patience.signal });
    await Promise.race([this.flush(), over.catch(() => undefined)]);
    patience.abort();
    this.#abort.abort();
    await this.#draining;
    this.#drained = true;
    for (const { closed } of this.#waiters.splice(0)) closed(this.#leftOver());
    await this.#spool.close();
    await this.#transport.close();
  }

  async #drain(): Promise<void> {
    const limits = batchLimits(this.#options.batch);
    while (!this.#abort.signal.aborted) {
      const entries = await this.#read(limits);
      if (entries === undefined) continue;
      if (entries.length > 0) {
        await this.#deliver(entries);
        continue;
      }
      // What the disk lost was reported, and has no answer that could be waited for.
      await this.#advance(this.#spool.readTo);
      for (const { empty } of this.#waiters.splice(0)) empty();
      await this.#spool.arrival(this.#abort.signal);
      // Others may come along.
      if (this.#closing === undefined) await this.#pause(limits.waitMs);
    }
  }

  /** The next events; `undefined` after a pause where the disk did not give them. */
  async #read({ events, bytes }: BatchLimits): Promise<readonly SpoolEntry[] | undefined> {
    try {
      return await this.#spool.read({ records: events, bytes });
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      this.#onReport({ kind: "read_failed", error: problem });
      this.#spool.rewind();
      await this.#pause(this.#options.refusedRetryMs ?? defaultRefusedRetryMs);
      return undefined;
    }
  }

  /** Sends a batch; from the first event that was refused on it is read again. */
  async #deliver(entries: readonly SpoolEntry[]): Promise<void> {
    const events = entries.map(({ record }): EncodedEvent => ({ id: idOf(record), bytes: record }));
    const outcomes = await this.#delivery.deliver(events);
    const refusedAt = outcomes.findIndex(({ outcome }) => outcome === "refused");
    const answered = refusedAt === -1 ? entries.length : refusedAt;
    for (const [index, outcome] of outcomes.slice(0, answered).entries()) {
      this.#tally.settle(outcome);
      this.#tellOutcome(events[index]?.id ?? "", outcome);
    }
    const next = entries[answered - 1];
    if (next !== undefined) await this.#advance(next.sequence + 1);
    const refusal = outcomes[answered];
    if (refusal?.outcome !== "refused" || this.#abort.signal.aborted) return;
    this.#refusals[refusal.code] = (this.#refusals[refusal.code] ?? 0) + entries.length - answered;
    const waitMs = this.#options.refusedRetryMs ?? defaultRefusedRetryMs;
    this.#onMetric({ kind: "retry", why: refusal.code, waitMs, attempt: 1 });
    this.#spool.rewind();
    await this.#pause(waitMs);
  }

  /** A position that cannot be written is no reason to stop: it is written with the next one. */
  async #advance(below: number): Promise<void> {
    try {
      await this.#spool.answered(below);
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      this.#onReport({ kind: "position_failed", error: problem });
    }
  }

  #tellOutcome(eventId: string, outcome: EventOutcome): void {
    withoutEffect<EventOutcome>((one) => this.#options.onOutcome?.(eventId, one))(outcome);
  }

  #leftOver(): ClientClosedError {
    return new ClientClosedError(
      `The client is closed: ${this.#spool.records} events stay in the spool for the next start.`,
    );
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#abort.signal }).catch(() => undefined);
  }
}

function idOf(record: Buffer): string {
  const event: unknown = JSON.parse(record.toString("utf8"));
  return typeof event === "object" && event !== null && "event_id" in event ? String(event.event_id) : "";
}
