import { devicePrefix } from "./ground.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { type Attempt, type Sender, telemetry, type TestEvent } from "./traffic.ts";

export interface LoadOptions {
  /** Each has devices of its own and one request under way. @default 4 */
  readonly workers?: number;
  /** @default 5 */
  readonly devicesPerWorker?: number;
  /** Events of a request. @default 20 */
  readonly batch?: number;
  /** Pause between two requests of a worker, half to one and a half of it. @default 40 */
  readonly pauseMs?: number;
  /** Names the devices, so that loads of one run are told apart. @default "a" */
  readonly name?: string;
  /** Time of a device's event. @default - now */
  readonly clock?: () => Date;
  /** How long a batch is sent again after the load was told to stop. @default 30000 */
  readonly patienceMs?: number;
}

/** An attempt, with the moment at which it began. */
export interface TimedAttempt extends Attempt {
  readonly startedAt: number;
  readonly events: number;
}

const longestWaitMs = 1_000;

/**
 * Senders that go on until told to stop. A batch that was not answered 200 is sent again, the same events with the same
 * IDs, before the worker's next: so every device's events have an order that must survive.
 */
export class Load {
  readonly #sender: Sender;
  readonly #random: SeededRandom;
  readonly #options: Required<LoadOptions>;
  readonly #workers: readonly Promise<void>[];
  readonly #lastAck: number[];
  readonly attempts: TimedAttempt[] = [];
  /** Batches that were acknowledged, for who wants to send them again. */
  readonly acknowledged: (readonly TestEvent[])[] = [];
  #stopped = Number.POSITIVE_INFINITY;

  constructor(sender: Sender, random: SeededRandom, options: LoadOptions = {}) {
    this.#sender = sender;
    this.#random = random;
    this.#options = {
      workers: 4,
      devicesPerWorker: 5,
      batch: 20,
      pauseMs: 40,
      name: "a",
      clock: () => new Date(),
      patienceMs: 30_000,
      ...options,
    };
    this.#lastAck = Array.from({ length: this.#options.workers }, () => 0);
    this.#workers = this.#lastAck.map((_, worker) => this.#work(worker));
  }

  /** No new batch from now on; resolves when what is under way was answered 200 or has been given up. */
  async stop(): Promise<void> {
    this.#stopped = Date.now();
    await Promise.all(this.#workers);
  }

  /**
   * Waits until every worker has an acknowledgement for a request that began after `since`, and says after how many
   * milliseconds.
   *
   * @throws Error when it takes longer than the bound.
   */
  async recovered(since: number, boundMs: number): Promise<number> {
    while (this.#lastAck.some((at) => at < since)) {
      if (Date.now() - since > boundMs) {
        const waiting = this.#lastAck.filter((at) => at < since).length;
        throw new Error(
          `After ${boundMs / 1000} s ${waiting} of ${this.#lastAck.length} senders have had no answer 200.`,
        );
      }
      await pause(20);
    }
    return Date.now() - since;
  }

  /** Attempts that began at or after this moment. */
  since(moment: number): readonly TimedAttempt[] {
    return this.attempts.filter(({ startedAt }) => startedAt >= moment);
  }

  async #work(worker: number): Promise<void> {
    const { devicesPerWorker, batch, pauseMs, name, clock } = this.#options;
    const sequences = new Map<string, number>();
    const next = (): TestEvent => {
      const device = `${devicePrefix}${name}-${worker}-${this.#random.between(1, devicesPerWorker)}`;
      const sequence = (sequences.get(device) ?? 0) + 1;
      sequences.set(device, sequence);
      return telemetry(this.#random, device, sequence, clock());
    };
    while (Date.now() < this.#stopped) {
      await this.#deliver(worker, Array.from({ length: batch }, next));
      await pause(pauseMs * (0.5 + this.#random.next()));
    }
  }

  /** Sends until answered 200 or refused for good. */
  async #deliver(worker: number, events: readonly TestEvent[]): Promise<void> {
    while (Date.now() < this.#stopped + this.#options.patienceMs) {
      const startedAt = Date.now();
      const attempt = await this.#sender.send(events);
      this.attempts.push({ ...attempt, startedAt, events: events.length });
      if (attempt.status === 200) {
        this.#lastAck[worker] = startedAt;
        this.acknowledged.push(events);
        return;
      }
      if (attempt.status >= 400 && attempt.status < 500 && attempt.status !== 429) return;
      // A second at most, so that a run does not wait for what a device would.
      await pause(Math.min(longestWaitMs, (attempt.retryAfterSeconds ?? 0.2) * 1000) * (0.5 + this.#random.next() / 2));
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
