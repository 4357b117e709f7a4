/** How far the collector's clock is from ours. */
export interface ClockSkew {
  /** Milliseconds that the collector's clock is ahead; negative when it is behind. */
  readonly aheadMs: number;
  /** The truth is at most this far from `aheadMs`. */
  readonly uncertaintyMs: number;
}

/** `Date` is cut to whole seconds: on average it is half a second behind. */
const halfSecondMs = 500;

/** Exchanges that are remembered: enough for a short one to be among them, few enough to follow a clock that drifts. */
const remembered = 16;

/**
 * Compares clocks by the `Date` of answers. The shortest exchange among the last ones says most, as `Date` was written
 * somewhere between request and answer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-date
 */
export class ClockComparison {
  readonly #exchanges: ClockSkew[] = [];

  /** Times are milliseconds since 1970 by our clock; a missing or unreadable date is passed over. */
  observe(date: string | undefined, sentMs: number, answeredMs: number): void {
    const server = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(server) || answeredMs < sentMs) return;
    this.#exchanges.push({
      aheadMs: Math.round(server + halfSecondMs - (sentMs + answeredMs) / 2),
      uncertaintyMs: Math.ceil((answeredMs - sentMs) / 2) + halfSecondMs,
    });
    if (this.#exchanges.length > remembered) this.#exchanges.shift();
  }

  /** `undefined` until an answer came. */
  skew(): ClockSkew | undefined {
    return this.#exchanges.reduce<ClockSkew | undefined>(
      (best, one) => (best === undefined || one.uncertaintyMs <= best.uncertaintyMs ? one : best),
      undefined,
    );
  }
}
