import { type Consumer } from "@platformatic/kafka";
import { type KafkaConnection, withConsumer } from "./kafka.ts";

/** Where each partition of a topic ends: the offset that the next record gets. */
export type Ends = ReadonlyMap<string, readonly bigint[]>;

/** A record as it lies in a topic. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The only group that may read. It is not joined: partitions are read by their leaders, and nothing is committed. */
const reader = { groupId: "raw-landing" };
/** Records that were acknowledged are there; a reader that waits this long for one has lost it. */
const patienceMs = 60_000;
const fetchBytes = 4 * 1024 * 1024;

/** Where topics end now. */
export function readEnds(connection: KafkaConnection, topics: readonly string[]): Promise<Ends> {
  return withConsumer(connection, reader, async (consumer) => consumer.listOffsets({ topics: [...topics] }));
}

/**
 * Every record from one state of the topics to a later one, by a client that knows nothing of who wrote them.
 *
 * @throws Error when the brokers do not hand them over in time.
 */
export function readBetween(connection: KafkaConnection, from: Ends, to: Ends): Promise<readonly TopicRecord[]> {
  return withConsumer(connection, reader, async (consumer) => {
    const { topics } = await consumer.metadata({ topics: [...to.keys()] });
    const records: TopicRecord[] = [];
    for (const [topic, ends] of to) {
      const found = topics.get(topic);
      for (const [partition, end] of ends.entries()) {
        const start = from.get(topic)?.[partition] ?? 0n;
        const leader = found?.partitions[partition]?.leader;
        if (found === undefined || leader === undefined) throw new Error(`The brokers know no ${topic}/${partition}.`);
        records.push(...(await readPartition(consumer, { topic, topicId: found.id, leader, partition }, [start, end])));
      }
    }
    return records;
  });
}

interface PartitionPlace {
  readonly topic: string;
  readonly topicId: string;
  readonly leader: number;
  readonly partition: number;
}

async function readPartition(
  consumer: Consumer,
  { topic, topicId, leader, partition }: PartitionPlace,
  [start, end]: readonly [bigint, bigint],
): Promise<readonly TopicRecord[]> {
  const deadline = Date.now() + patienceMs;
  const records: TopicRecord[] = [];
  for (let next = start; next < end;) {
    if (Date.now() > deadline) {
      throw new Error(`${topic}/${partition} was read to ${next} of ${end} within ${patienceMs / 1000} s.`);
    }
    const place = {
      partition,
      fetchOffset: next,
      partitionMaxBytes: fetchBytes,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    };
    const { responses } = await consumer.fetch({
      node: leader,
      maxWaitTime: 500,
      topics: [{ topicId, partitions: [place] }],
    });
    for (const batch of responses[0]?.partitions[0]?.records ?? []) {
      for (const { offsetDelta, value, headers } of batch.records) {
        const offset = batch.firstOffset + BigInt(offsetDelta);
        // A batch comes whole, whatever offset was asked for.
        if (offset < next || offset >= end) continue;
        records.push({ topic, partition, offset, value: value ?? Buffer.alloc(0), headers: texts(headers) });
      }
      const last = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
      if (last > next) next = last;
    }
  }
  return records;
}

function texts(headers: readonly (readonly [Buffer | null, Buffer | null])[]): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [String(name ?? ""), String(value ?? "")]));
}
