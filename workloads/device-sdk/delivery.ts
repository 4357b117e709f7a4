import { setTimeout as sleep } from "node:timers/promises";
import { type Verdict, verdictOf } from "./answer.ts";
import { type RetryLimits, retryLimits, waitBefore } from "./backoff.ts";
import { type EventOutcome } from "./outcome.ts";
import { defaultRequestTimeoutMs, type Transport } from "./transport.ts";

/** An event, ready to be sent. */
export interface EncodedEvent {
  readonly id: string;
  /** JSON on one line, without its end. */
  readonly bytes: Buffer;
}

/** What happened on the way; counts of events are those of `Counts`. */
export type Metric =
  | {
      readonly kind: "request";
      /** HTTP status; absent when no answer came. */
      readonly status?: number;
      readonly events: number;
      /** Of the body as sent, compressed. */
      readonly bodyBytes?: number;
      readonly durationMs: number;
      /** From 1. */
      readonly attempt: number;
    }
  | { readonly kind: "retry"; readonly why: string; readonly waitMs: number; readonly attempt: number }
  /** Changed certificate files cannot be used yet: the earlier ones are. */
  | { readonly kind: "credentials"; readonly problem: Error };

/** How batches are delivered. */
export interface DeliveryOptions {
  readonly transport: Transport;
  readonly retry?: Partial<RetryLimits>;
  readonly requestTimeoutMs?: number;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
  readonly onMetric: (metric: Metric) => void;
  /** From 0 to below 1. @default Math.random */
  readonly random?: () => number;
}

const lineEnd = Buffer.from("\n");

/** Sends batches, each until it has an outcome or its time is over. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #limits: RetryLimits;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#limits = retryLimits(options.retry);
  }

  /** One outcome per event, in their order. Never throws: what has no answer stays the sender's. */
  async deliver(events: readonly EncodedEvent[]): Promise<readonly EventOutcome[]> {
    return this.#deliver(events, performance.now() + this.#limits.totalMs);
  }

  async #deliver(events: readonly EncodedEvent[], deadline: number): Promise<readonly EventOutcome[]> {
    const lines = Buffer.concat(events.flatMap(({ bytes }) => [bytes, lineEnd]));
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const verdict = await this.#attempt(lines, events, attempt);
      if (verdict.kind === "answered") return verdict.outcomes;
      if (this.#options.signal.aborted) return refuseAll(events, "aborted");
      if (verdict.kind === "refused" && verdict.code in splittable && events.length > 1) {
        return this.#deliverHalves(events, deadline);
      }
      if (verdict.kind === "refused" && verdict.code in renewable && !renewed) {
        renewed = true;
        if (await this.#renew()) continue;
      }
      const waitMs = waitBefore(attempt, this.#limits, (this.#options.random ?? Math.random)(), verdict.retryAfterMs);
      if (!verdict.retry || performance.now() + waitMs >= deadline) return givenUp(events, verdict);
      const why = verdict.kind === "refused" ? verdict.code : verdict.why;
      this.#options.onMetric({ kind: "retry", why, waitMs, attempt });
      if (!(await this.#waited(waitMs))) return refuseAll(events, "aborted");
    }
  }

  /** The collector takes smaller requests than this sender makes. One half after the other keeps the order. */
  async #deliverHalves(events: readonly EncodedEvent[], deadline: number): Promise<readonly EventOutcome[]> {
    const half = Math.ceil(events.length / 2);
    const first = await this.#deliver(events.slice(0, half), deadline);
    return [...first, ...(await this.#deliver(events.slice(half), deadline))];
  }

  async #attempt(lines: Buffer, events: readonly EncodedEvent[], attempt: number): Promise<Verdict> {
    const startedAt = performance.now();
    const seen = (more: { readonly status?: number; readonly bodyBytes?: number }): void => {
      const durationMs = performance.now() - startedAt;
      this.#options.onMetric({ kind: "request", events: events.length, durationMs, attempt, ...more });
    };
    try {
      const { answer, bodyBytes } = await this.#inTime((signal) => this.#options.transport.post(lines, signal));
      seen({ status: answer.status, bodyBytes });
      const ids = events.map(({ id }) => id);
      return verdictOf(answer, ids, Date.now());
    } catch (error) {
      seen({});
      return { kind: "unknown", why: messageOf(error), retry: true };
    }
  }

  async #renew(): Promise<boolean> {
    try {
      return await this.#inTime(() => this.#options.transport.renew());
    } catch {
      // Then the refusal stands; the next request asks for credentials again.
      return false;
    }
  }

  /** Gives up what takes longer than a request may, and by the signal: also where what it waits for, a token say, never comes. */
  async #inTime<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const { signal, requestTimeoutMs = defaultRequestTimeoutMs } = this.#options;
    const request = new AbortController();
    const abort = (): void => {
      request.abort(signal.reason);
    };
    const timer = setTimeout(() => {
      request.abort(new Error(`no answer in ${requestTimeoutMs} ms`));
    }, requestTimeoutMs);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    const givenUp = new Promise<never>((_, reject) => {
      const give = (): void => {
        reject(request.signal.reason as Error);
      };
      request.signal.addEventListener("abort", give, { once: true });
      if (request.signal.aborted) give();
    });
    try {
      return await Promise.race([work(request.signal), givenUp]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }

  /** Whether the time went by; `false` when the signal ended it. */
  async #waited(waitMs: number): Promise<boolean> {
    try {
      await sleep(waitMs, undefined, { signal: this.#options.signal });
      return true;
    } catch {
      return false;
    }
  }
}

/** Refusals of a request that its halves may not meet. */
const splittable: Readonly<Record<string, true>> = { body_too_large: true, too_many_events: true };

/** Refusals that a new token or certificate may end. */
const renewable: Readonly<Record<string, true>> = {
  certificate_expired: true,
  certificate_revoked: true,
  certificate_untrusted: true,
  token_expired: true,
  token_invalid: true,
};

function givenUp(
  events: readonly EncodedEvent[],
  verdict: Exclude<Verdict, { readonly kind: "answered" }>,
): readonly EventOutcome[] {
  if (verdict.kind === "refused") return refuseAll(events, verdict.code, verdict.detail);
  return refuseAll(events, verdict.retry ? "no_answer" : "foreign_answer", verdict.why);
}

function refuseAll(events: readonly EncodedEvent[], code: string, detail?: string): readonly EventOutcome[] {
  const outcome = { outcome: "refused", code, ...(detail !== undefined && { detail }) } as const;
  return events.map(() => outcome);
}

/** What went wrong, with its cause: undici wraps the system's errors. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
