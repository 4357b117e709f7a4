/**
 * Follows work that ends out of order: how much of it has ended without a gap. What it remembers is what lies above the gap.
 */
export class Watermark<Result> {
  readonly #ended = new Map<number, Result>();
  readonly #passed: (result: Result) => void;
  #low: number;

  /** @param passed is told of every result, in order, when the watermark passes it */
  constructor(low: number, passed: (result: Result) => void) {
    this.#low = low;
    this.#passed = passed;
  }

  /** Everything below has ended. */
  get low(): number {
    return this.#low;
  }

  /** The piece with this number ended; numbers are given once each. */
  end(number: number, result: Result): void {
    this.#ended.set(number, result);
    for (let next = this.#ended.get(this.#low); next !== undefined; next = this.#ended.get(this.#low)) {
      this.#ended.delete(this.#low);
      this.#low++;
      this.#passed(next);
    }
  }
}
