/** One call's records on their way: over when the last of their batches is acknowledged, or the first is given up. */
export class Delivery {
  readonly promise: Promise<void>;
  #resolve!: () => void;
  #reject!: (error: Error) => void;
  /** Parts that are not acknowledged yet; the call itself is one while it hands out its records. */
  #open = 1;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Another part carries records of the call. */
  opened(): void {
    this.#open += 1;
  }

  /** A part is done. */
  closed(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#resolve();
  }

  /** A part will never be done; the first failure counts. */
  failed(error: Error): void {
    this.#reject(error);
  }
}
