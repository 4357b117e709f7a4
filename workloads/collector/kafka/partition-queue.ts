import { type Delivery } from "./delivery.ts";
import { type BatchedRecord, type BatchIdentity, RecordBatch } from "./record-batch.ts";

/** A batch and the calls whose records it carries. */
export class PendingBatch {
  readonly batch = new RecordBatch();
  /** On the clock of `performance.now()`. */
  readonly createdAt: number;
  readonly deliveries: Delivery[] = [];
  /** Given with the first attempt and kept for all that follow, so that brokers know the batch again. */
  identity: BatchIdentity | undefined;
  /** Nobody waits for it any more. */
  abandoned = false;

  constructor(createdAt: number) {
    this.createdAt = createdAt;
  }

  add(record: BatchedRecord, delivery: Delivery, timestamp: number): void {
    this.batch.append(record, timestamp);
    if (this.deliveries.at(-1) === delivery) return;
    this.deliveries.push(delivery);
    delivery.opened();
  }

  abandon(error: Error): void {
    this.abandoned = true;
    for (const delivery of this.deliveries) delivery.failed(error);
  }
}

const lastEpoch = 2 ** 15 - 1;
const sequences = 2 ** 31;

/**
 * The batches of one partition, in order. One at a time is on its way, so none can be overtaken by the next.
 *
 * A batch that may have been written but was never acknowledged leaves a hole in the sequence that brokers would refuse
 * to skip. The partition then goes on with the next producer epoch, as Java's client does: numbers begin again, and
 * once the broker has seen the new epoch it refuses what comes late of the old one.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-360
 */
export class PartitionQueue {
  readonly topic: string;
  readonly index: number;
  /** Broker ID; negative when there is none. */
  leader = -1;
  isOnItsWay = false;
  /** Not before this time, on the clock of `performance.now()`. */
  retryAt = 0;
  /** A producer ID that has no epochs left for this partition: another is needed. */
  wornOutProducerId: bigint | undefined;
  #batches: PendingBatch[] = [];
  #failures = 0;
  #numbering: { producerId: bigint; producerEpoch: number; sequence: number } | undefined;

  constructor(topic: string, index: number) {
    this.topic = topic;
    this.index = index;
  }

  get head(): PendingBatch | undefined {
    return this.#batches[0];
  }

  get failures(): number {
    return this.#failures;
  }

  /** Adds a record; returns by how many bytes the queue grew, and whether a batch is full. */
  add(
    record: BatchedRecord,
    delivery: Delivery,
    at: { readonly now: number; readonly timestamp: number; readonly batchBytes: number },
  ): { readonly bytes: number; readonly isFull: boolean } {
    let last = this.#batches.at(-1);
    const size = record.key.length + record.value.length;
    // What was sent once keeps its records, so that brokers can know it again.
    const isClosed = last === undefined || last.identity !== undefined;
    const isFull = !isClosed && last !== undefined && last.batch.bytes + size > at.batchBytes;
    if (last === undefined || isClosed || isFull) {
      last = new PendingBatch(at.now);
      this.#batches.push(last);
    }
    const before = last.batch.count === 0 ? 0 : last.batch.bytes;
    last.add(record, delivery, at.timestamp);
    return { bytes: last.batch.bytes - before, isFull: isFull || last.batch.bytes >= at.batchBytes };
  }

  /** When the first batch is to be sent: as soon as possible, or when it has waited long enough for more records. */
  readyAt({ lingerMs, batchBytes }: { readonly lingerMs: number; readonly batchBytes: number }): number {
    const [head] = this.#batches;
    if (head === undefined) return Infinity;
    const waitsNoLonger = head.identity !== undefined || this.#batches.length > 1 || head.batch.bytes >= batchBytes;
    return Math.max(this.retryAt, waitsNoLonger ? 0 : head.createdAt + lingerMs);
  }

  /** The first batch as it goes to the broker. */
  take(producerId: bigint): Buffer {
    const [head] = this.#batches;
    if (head === undefined) throw new Error(`${this.topic}-${this.index} has nothing to send.`);
    this.isOnItsWay = true;
    this.#numbering ??= { producerId, producerEpoch: 0, sequence: 0 };
    head.identity ??= { ...this.#numbering };
    return head.batch.encode(head.identity);
  }

  /** The first batch is written. */
  acknowledged(): PendingBatch | undefined {
    const head = this.#removeHead();
    if (head !== undefined && this.#numbering !== undefined) {
      this.#numbering.sequence = (this.#numbering.sequence + head.batch.count) % sequences;
      for (const delivery of head.deliveries) delivery.closed();
    }
    return head;
  }

  /** The first batch is to be sent again at the given time, as the same. Returns it if it is dropped instead. */
  failed(retryAt: number): PendingBatch | undefined {
    this.isOnItsWay = false;
    this.retryAt = retryAt;
    this.#failures += 1;
    return this.head?.abandoned === true ? this.#drop() : undefined;
  }

  /** The first batch is to be sent again under a new number, as brokers do not accept the one it has. */
  renumber(): void {
    const [head] = this.#batches;
    if (head !== undefined) head.identity = undefined;
    this.#nextEpoch();
  }

  /** The first batch will never be taken by the broker, which has written nothing of it. */
  refused(error: Error): PendingBatch | undefined {
    const head = this.#removeHead();
    head?.abandon(error);
    return head;
  }

  /** Gives up what was made before the given time; returns what is dropped. What is on its way stays until it is answered. */
  expire(createdBefore: number, error: () => Error): readonly PendingBatch[] {
    const dropped: PendingBatch[] = [];
    for (;;) {
      const index = this.isOnItsWay ? 1 : 0;
      const oldest = this.#batches[0];
      if (index === 1 && oldest !== undefined && oldest.createdAt < createdBefore && !oldest.abandoned) {
        oldest.abandon(error());
      }
      const pending = this.#batches[index];
      if (pending === undefined || pending.createdAt >= createdBefore) return dropped;
      pending.abandon(error());
      if (index === 0) this.#drop();
      else this.#batches.splice(index, 1);
      dropped.push(pending);
    }
  }

  #drop(): PendingBatch | undefined {
    const head = this.#removeHead();
    if (head?.identity !== undefined) this.#nextEpoch();
    return head;
  }

  #removeHead(): PendingBatch | undefined {
    this.isOnItsWay = false;
    this.retryAt = 0;
    this.#failures = 0;
    return this.#batches.shift();
  }

  #nextEpoch(): void {
    if (this.#numbering === undefined) return;
    const { producerId, producerEpoch } = this.#numbering;
    if (producerEpoch === lastEpoch) {
      this.#numbering = undefined;
      this.wornOutProducerId = producerId;
    } else {
      this.#numbering = { producerId, producerEpoch: producerEpoch + 1, sequence: 0 };
    }
  }
}
