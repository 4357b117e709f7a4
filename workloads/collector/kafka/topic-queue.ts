import { type PartitionPlace } from "./cluster.ts";
import { type Delivery } from "./delivery.ts";
import { PartitionQueue } from "./partition-queue.ts";
import { partitionOf } from "./partitioner.ts";
import { type BatchedRecord } from "./record-batch.ts";

/** A record whose partition is not known yet. */
interface WaitingRecord {
  readonly record: BatchedRecord;
  readonly delivery: Delivery;
  readonly since: number;
}

/** The partitions of a topic; before the cluster has told how many there are, the records themselves. */
export class TopicQueue {
  readonly name: string;
  readonly partitions: PartitionQueue[] = [];
  /** Partitions that records are spread over; fewer than there are queues after a topic was made again, smaller. */
  #count = 0;
  #waiting: WaitingRecord[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** When the oldest record began to wait for its partition. */
  get waitingSince(): number | undefined {
    return this.#waiting[0]?.since;
  }

  /** The queue a record goes to; `undefined` while it is not known. */
  queueOf(record: BatchedRecord): PartitionQueue | undefined {
    return this.partitions[partitionOf(record.key, this.#count)];
  }

  /** Keeps a record until its partition is known. */
  wait(record: BatchedRecord, delivery: Delivery, since: number): void {
    delivery.opened();
    this.#waiting.push({ record, delivery, since });
  }

  /** Takes over how many partitions there are and who leads them; returns what waited for that. None: nothing is known. */
  place(places: readonly PartitionPlace[]): readonly WaitingRecord[] {
    if (places.length === 0) return [];
    for (const [index, { leader }] of places.entries()) {
      const queue = (this.partitions[index] ??= new PartitionQueue(this.name, index));
      queue.leader = leader;
    }
    this.#count = places.length;
    return this.#waiting.splice(0);
  }

  /** Gives up what waits since before the given time; returns it. */
  expire(sinceBefore: number, error: () => Error): readonly WaitingRecord[] {
    const kept = this.#waiting.findIndex(({ since }) => since >= sinceBefore);
    const expired = this.#waiting.splice(0, kept < 0 ? this.#waiting.length : kept);
    if (expired.length === 0) return expired;
    // One for all: an error for each of a hundred thousand records would hold the process for seconds.
    const reason = error();
    for (const { delivery } of expired) delivery.failed(reason);
    return expired;
  }
}
