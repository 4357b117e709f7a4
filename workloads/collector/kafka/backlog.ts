import { type TopicKey, topics } from "../../../contracts/events/topics.ts";
import { type SinkRecord } from "../sinks.ts";
import { type ClusterView } from "./cluster.ts";
import { Delivery } from "./delivery.ts";
import { type PartitionQueue, type PendingBatch } from "./partition-queue.ts";
import { TopicQueue } from "./topic-queue.ts";

const topicKeys = Object.keys(topics) as readonly TopicKey[]; // of an object whose keys are exactly these

/** Records of a topic that were given up. */
export interface Dropped {
  readonly topic: string;
  readonly count: number;
}

/** What is not acknowledged yet, by topic and partition, and how many bytes it is. */
export class Backlog {
  /** Queues that have something to send, or to be answered; those that were served last come last. */
  readonly queues = new Set<PartitionQueue>();
  readonly #topics = new Map(topicKeys.map((key) => [key, new TopicQueue(topics[key].name)]));
  readonly #batchBytes: number;
  #bytes = 0;

  constructor(batchBytes: number) {
    this.#batchBytes = batchBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.queues.size === 0 && this.waitingSince === undefined;
  }

  /** Since when records wait for the cluster to say where their partition is. */
  get waitingSince(): number | undefined {
    let oldest: number | undefined;
    for (const { waitingSince } of this.#topics.values()) {
      if (waitingSince !== undefined && waitingSince < (oldest ?? Infinity)) oldest = waitingSince;
    }
    return oldest;
  }

  /** Takes in the records of one call; `isFull` says that a batch need not wait for more. */
  add(records: readonly SinkRecord[], now: number): { readonly delivered: Promise<void>; readonly isFull: boolean } {
    const delivery = new Delivery();
    const at = { now, timestamp: Date.now(), batchBytes: this.#batchBytes };
    let isFull = false;
    for (const record of records) {
      const topic = this.#topic(record.topic);
      const queue = topic.queueOf(record);
      if (queue === undefined) {
        topic.wait(record, delivery, now);
        this.#bytes += record.value.length;
        continue;
      }
      const grown = queue.add(record, delivery, at);
      this.#bytes += grown.bytes;
      isFull ||= grown.isFull;
      this.queues.add(queue);
    }
    delivery.closed();
    return { delivered: delivery.promise, isFull };
  }

  /** Takes over the partitions and their leaders; returns topics that records wait for in vain. */
  place({ topics: places }: ClusterView): readonly string[] {
    const timestamp = Date.now();
    for (const topic of this.#topics.values()) {
      for (const { record, delivery, since } of topic.place(places.get(topic.name) ?? [])) {
        this.#bytes -= record.value.length;
        const queue = topic.queueOf(record);
        if (queue === undefined) continue;
        this.#bytes += queue.add(record, delivery, { now: since, timestamp, batchBytes: this.#batchBytes }).bytes;
        this.queues.add(queue);
        delivery.closed();
      }
    }
    return [...this.#topics.values()].filter(({ waitingSince }) => waitingSince !== undefined).map(({ name }) => name);
  }

  /** Gives up what was handed in before the given time. */
  expire(before: number, error: () => Error): readonly Dropped[] {
    const dropped: Dropped[] = [];
    for (const queue of this.queues) {
      for (const pending of queue.expire(before, error)) {
        this.release(pending);
        dropped.push({ topic: queue.topic, count: pending.batch.count });
      }
    }
    for (const topic of this.#topics.values()) {
      const expired = topic.expire(before, error);
      for (const { record } of expired) this.#bytes -= record.value.length;
      if (expired.length > 0) dropped.push({ topic: topic.name, count: expired.length });
    }
    return dropped;
  }

  /** A batch has left its queue. */
  release({ batch }: PendingBatch): void {
    this.#bytes -= batch.bytes;
  }

  #topic(key: TopicKey): TopicQueue {
    const topic = this.#topics.get(key);
    if (topic === undefined) throw new RangeError(`There is no topic ${key}.`);
    return topic;
  }
}
