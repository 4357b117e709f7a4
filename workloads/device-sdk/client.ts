import { crc32 } from "node:zlib";
import { type RetryLimits } from "./backoff.ts";
import { Batcher, type BatchLimits, batchLimits } from "./batcher.ts";
import { type ClockSkew } from "./clock-skew.ts";
import { Delivery, type EncodedEvent, type Metric } from "./delivery.ts";
import { type DeviceEvent } from "./events.ts";
import { withoutEffect } from "./listener.ts";
import { type Counts, type EventOutcome, Tally } from "./outcome.ts";
import { checkRange } from "./range.ts";
import { Transport, type TransportOptions } from "./transport.ts";

/** Options of a `DeviceClient`. */
export interface DeviceClientOptions extends TransportOptions {
  readonly batch?: Partial<BatchLimits>;
  readonly retry?: Partial<RetryLimits>;
  /** What may be held without an outcome; above, `send` throws. */
  readonly pending?: {
    /** @default 20000 */
    readonly events?: number;
    /** @default 16777216 */
    readonly bytes?: number;
  };
  /**
   * Requests under way at a time. A device's events always go one after the other; those of different devices go side by side.
   *
   * @default 1
   */
  readonly lanes?: number;
  /** Ends everything: what has no outcome yet is refused as `aborted`. */
  readonly signal?: AbortSignal;
  /** Is told of every request and retry. */
  readonly onMetric?: (metric: Metric) => void;
  /** Jitter of waits, from 0 to below 1. @default Math.random */
  readonly random?: () => number;
}

/** Too much is waiting for an answer. The event was not taken: wait for `ready()`, or keep it elsewhere. */
export class QueueFullError extends Error {
  override readonly name = "QueueFullError";
}

/** The client was closed or aborted. The event was not taken. */
export class ClientClosedError extends Error {
  override readonly name = "ClientClosedError";
}

/** Each lane is a connection; more of them only burden the collector. */
const maxLanes = 1_000;

interface Pending extends EncodedEvent {
  readonly settle: (outcome: EventOutcome) => void;
}

/**
 * Sends events to the collector: in batches, compressed, in the order of each device, again until they are answered.
 *
 * Events are held in memory. What must outlive the process goes through a `SpoolingClient`.
 */
export class DeviceClient {
  readonly #options: DeviceClientOptions;
  readonly #lanes: readonly Lane[];
  readonly #transport: Transport;
  readonly #tally = new Tally();
  readonly #limits: { readonly events: number; readonly bytes: number };
  readonly #abort = new AbortController();
  #pending = { events: 0, bytes: 0 };
  #roomWaiters: (() => void)[] = [];
  #closed = false;

  /**
   * Connects with the first event.
   *
   * @throws when `url` is not one of HTTPS.
   * @throws {RangeError} when an option is out of its range.
   */
  constructor(options: DeviceClientOptions) {
    this.#options = options;
    this.#limits = { events: 20_000, bytes: 16 * 1024 * 1024, ...options.pending };
    checkRange("pending.events", this.#limits.events, { least: 1 });
    checkRange("pending.bytes", this.#limits.bytes, { least: 1 });
    const lanes = options.lanes ?? 1;
    checkRange("lanes", lanes, { least: 1, most: maxLanes });
    const onMetric = withoutEffect(options.onMetric);
    this.#transport = new Transport(options, lanes, (problem) => {
      onMetric({ kind: "credentials", problem });
    });
    const { retry, requestTimeoutMs, random } = options;
    const delivery = new Delivery({
      transport: this.#transport,
      signal: this.#abort.signal,
      onMetric,
      ...(retry !== undefined && { retry }),
      ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
      ...(random !== undefined && { random }),
    });
    const limits = batchLimits(options.batch);
    this.#lanes = Array.from({ length: lanes }, () => new Lane(limits, delivery));
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
    if (options.signal?.aborted === true) this.#onAbort();
  }

  /**
   * Sends an event. Resolves with what became of it, whatever that is; sending it again with the same `event_id` is harmless.
   *
   * @throws {QueueFullError} when too much is pending; nothing is dropped silently.
   * @throws {ClientClosedError} after `close()` or an abort.
   */
  async send(event: DeviceEvent): Promise<EventOutcome> {
    if (this.#closed) throw new ClientClosedError("The client is closed: this event is not sent.");
    if (this.#isFull()) throw this.#queueFull();
    const bytes = Buffer.from(JSON.stringify(event));
    const lane = this.#laneOf(event.device_id);
    this.#pending.events++;
    this.#pending.bytes += bytes.length;
    this.#tally.send();
    return lane.add(event.event_id, bytes, (outcome) => {
      this.#pending.events--;
      this.#pending.bytes -= bytes.length;
      this.#tally.settle(outcome);
      this.#tellWaiters();
    });
  }

  /** Resolves when there is room for another event. For one producer that sends as fast as it may. */
  async ready(): Promise<void> {
    while (this.#isFull()) {
      await new Promise<void>((resolve) => {
        this.#roomWaiters.push(resolve);
      });
    }
  }

  /** Sends what waits for a fuller batch, and resolves when all that was sent before has its outcome. */
  async flush(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.flush()));
  }

  counts(): Counts {
    return this.#tally.counts();
  }

  /** How far the collector's clock is from ours; `undefined` until an answer came. */
  clockSkew(): ClockSkew | undefined {
    return this.#transport.skew();
  }

  /** Takes no more events, flushes, and lets go of the connections. May be called twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    await this.#transport.close();
  }

  readonly #onAbort = (): void => {
    this.#closed = true;
    this.#abort.abort(this.#options.signal?.reason);
    for (const lane of this.#lanes) lane.hurry();
  };

  #laneOf(deviceId: string): Lane {
    const lane = this.#lanes[crc32(deviceId) % this.#lanes.length];
    if (lane === undefined) throw new RangeError(`There is no lane for ${deviceId}.`);
    return lane;
  }

  #isFull(): boolean {
    return this.#pending.events >= this.#limits.events || this.#pending.bytes >= this.#limits.bytes;
  }

  #queueFull(): QueueFullError {
    const { events, bytes } = this.#pending;
    return new QueueFullError(
      `${events} events (${bytes} bytes) wait for an answer; pending allows ${this.#limits.events} events and ` +
        `${this.#limits.bytes} bytes. Wait for ready() before the next one.`,
    );
  }

  #tellWaiters(): void {
    if (this.#roomWaiters.length === 0 || this.#isFull()) return;
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const tell of waiters) tell();
  }
}

/** Batches that go one after the other. */
class Lane {
  readonly #batcher: Batcher<Pending>;
  readonly #delivery: Delivery;
  #running = false;
  #last: Promise<unknown> = Promise.resolve();
  #wake: (() => void) | undefined;

  constructor(limits: BatchLimits, delivery: Delivery) {
    this.#batcher = new Batcher(limits);
    this.#delivery = delivery;
  }

  /** @param settled is called once with the outcome, before the promise resolves */
  add(id: string, bytes: Buffer, settled: (outcome: EventOutcome) => void): Promise<EventOutcome> {
    const outcome = new Promise<EventOutcome>((resolve) => {
      const settle = (result: EventOutcome): void => {
        settled(result);
        resolve(result);
      };
      this.#batcher.add({ id, bytes, settle }, bytes.length, performance.now());
    });
    this.#last = outcome;
    if (!this.#running) void this.#run();
    if (this.#batcher.dueIn(performance.now()) === 0) this.#wake?.();
    return outcome;
  }

  /** What is here waits for nothing more. */
  hurry(): void {
    this.#batcher.seal();
    this.#wake?.();
  }

  async flush(): Promise<void> {
    this.hurry();
    // Those of a lane are settled in their order.
    await this.#last;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      const dueIn = this.#batcher.dueIn(performance.now());
      if (dueIn === undefined) break;
      if (dueIn > 0) {
        await this.#pause(dueIn);
        continue;
      }
      const batch = this.#batcher.take(performance.now());
      const outcomes = await this.#delivery.deliver(batch);
      for (const [index, { settle }] of batch.entries()) {
        settle(outcomes[index] ?? { outcome: "refused", code: "no_answer" });
      }
    }
    this.#running = false;
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.ceil(ms));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
