import { checkRange } from "./range.ts";

/**
 * Longest wait before the next attempt, whoever asks for it. A collector that wants more is mistaken, or its clock is; a device would
 * be silent for as long.
 */
const longestWaitMs = 6 * 3_600_000;

/** How long is tried again. */
export interface RetryLimits {
  /** Upper bound of the first wait, in milliseconds; it doubles with every attempt. @default 200 */
  readonly baseMs: number;
  /** Largest upper bound of a wait, six hours at most. @default 30000 */
  readonly capMs: number;
  /** Milliseconds from the first attempt after which no other is made. @default 120000 */
  readonly totalMs: number;
}

const defaultRetryLimits: RetryLimits = { baseMs: 200, capMs: 30_000, totalMs: 120_000 };

/**
 * Limits with their defaults.
 *
 * @throws {RangeError} when one is out of its range.
 */
export function retryLimits(given: Partial<RetryLimits> = {}): RetryLimits {
  const limits = { ...defaultRetryLimits, ...given };
  checkRange("retry.baseMs", limits.baseMs, { least: 1, most: longestWaitMs });
  checkRange("retry.capMs", limits.capMs, { least: 1, most: longestWaitMs });
  checkRange("retry.totalMs", limits.totalMs, { least: 0 });
  return limits;
}

/**
 * Milliseconds before the next attempt: exponential backoff with full jitter, so that devices which lost the same collector do
 * not come back at the same moment. What `Retry-After` asks for, six hours at most, comes on top, as it is the same for all of them.
 *
 * @param attempt attempts made so far, from 1
 * @param random from 0 to below 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function waitBefore(attempt: number, limits: RetryLimits, random: number, retryAfterMs = 0): number {
  const bound = Math.min(limits.capMs, limits.baseMs * 2 ** (attempt - 1));
  return Math.min(longestWaitMs, retryAfterMs) + Math.floor(random * bound);
}

/**
 * Milliseconds that `Retry-After` asks for: seconds, or a date. `undefined` when it is neither.
 *
 * @param nowMs milliseconds since 1970, by the clock that wrote the header
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const value = header.trim();
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
