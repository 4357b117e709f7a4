import { type Cluster, type ClusterView } from "./cluster.ts";
import { backoffMs } from "./backoff.ts";

/** Partitions are added, and leaders moved for balance, without an error that would tell. */
const refreshMs = 60_000;

/** What the watch tells. */
export interface ClusterListener {
  seen(view: ClusterView): void;
  /** A producer ID, given whenever one was asked for. */
  gotProducerId(producerId: bigint): void;
  unreachable(error: unknown): void;
}

/** Keeps looking at the cluster: at once when asked, otherwise once a minute; while it fails, with growing pauses. */
export class ClusterWatch {
  readonly #cluster: Cluster;
  readonly #listener: ClusterListener;
  readonly #regularly: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isWanted = false;
  #needsProducerId = true;
  #isClosed = false;
  #failures = 0;

  constructor(cluster: Cluster, listener: ClusterListener) {
    this.#cluster = cluster;
    this.#listener = listener;
    this.#regularly = setInterval(() => {
      this.look();
    }, refreshMs);
    this.#regularly.unref();
  }

  /** Looks soon; not more often than pauses allow, however often it is called. */
  look(): void {
    this.#isWanted = true;
    if (this.#isLooking || this.#timer !== undefined || this.#isClosed) return;
    this.#isLooking = true;
    void this.#lookNow();
  }

  /** Asks for another producer ID. */
  newProducerId(): void {
    this.#needsProducerId = true;
    this.look();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#regularly);
    clearTimeout(this.#timer);
  }

  async #lookNow(): Promise<void> {
    this.#isWanted = false;
    try {
      const view = await this.#cluster.view();
      if (this.#needsProducerId) {
        const producerId = await this.#cluster.newProducerId();
        this.#needsProducerId = false;
        this.#listener.gotProducerId(producerId);
      }
      this.#failures = 0;
      if (!this.#isClosed) this.#listener.seen(view);
    } catch (error) {
      this.#failures += 1;
      this.#isWanted = true;
      if (!this.#isClosed) this.#listener.unreachable(error);
    }
    this.#isLooking = false;
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isWanted) this.look();
    }, backoffMs(this.#failures));
  }
}
