import { Refused } from "../refused.ts";

/** Most that may be in flight: taken in and not answered yet. */
export interface InFlightLimits {
  readonly inFlightBytes: number;
  readonly inFlightRequests: number;
}

/** One request's share of what is in flight. */
export interface Ticket {
  /** @throws {Refused} `overloaded` when this much more is too much. */
  add(bytes: number): void;
  /** Gives its share back; once is enough. */
  leave(): void;
}

/** Keeps what is in flight within its bounds, so that memory is bounded whatever devices send and Kafka takes. */
export class Admission {
  readonly #limits: InFlightLimits;
  readonly #idle = new Set<() => void>();
  #requests = 0;
  #bytes = 0;

  constructor(limits: InFlightLimits) {
    this.#limits = limits;
  }

  get requests(): number {
    return this.#requests;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws {Refused} `overloaded` when there are too many requests. */
  enter(): Ticket {
    if (this.#requests >= this.#limits.inFlightRequests) throw new Refused("overloaded");
    this.#requests += 1;
    let own = 0;
    let isIn = true;
    return {
      add: (bytes) => {
        if (this.#bytes + bytes > this.#limits.inFlightBytes) throw new Refused("overloaded");
        this.#bytes += bytes;
        own += bytes;
      },
      leave: () => {
        if (!isIn) return;
        isIn = false;
        this.#requests -= 1;
        this.#bytes -= own;
        if (this.#requests === 0) this.#tellIdle();
      },
    };
  }

  /** Resolves when nothing is in flight. */
  async idle(): Promise<void> {
    if (this.#requests === 0) return;
    await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  #tellIdle(): void {
    for (const resolve of this.#idle) resolve();
    this.#idle.clear();
  }
}
