import { type ConnectionOptions } from "node:tls";
import { murmur2, ProduceAcks, Producer } from "@platformatic/kafka";

/** Where the brokers are and who is calling. */
export interface KafkaConnection {
  /** Comma separated `host:port` list, as the streaming stack publishes it. */
  readonly bootstrapBrokers: string;
  /** Names the program in the brokers' logs and quotas. */
  readonly clientId: string;
  readonly credentials: ScramCredentials;
  /** Certificate authorities of the brokers, PEM. @default - the system's own */
  readonly ca?: string;
}

/** A user of SCRAM-SHA-512. */
export interface ScramCredentials {
  readonly username: string;
  readonly password: string;
}

export interface EventRecord {
  /** Records of one key keep their order: the device. */
  readonly key: string;
  readonly value: string;
}

/** Where a record lies. */
export interface RecordPosition {
  readonly partition: number;
  readonly offset: bigint;
}

export interface EventProducer {
  /**
   * Sends records and waits until all in-sync replicas have them. Positions are in the order of the records.
   *
   * @throws when a batch was not acknowledged after the client's own retries; records of earlier batches are written.
   */
  send(topic: string, records: readonly EventRecord[]): Promise<readonly RecordPosition[]>;
  close(): Promise<void>;
}

/** Half of Kafka's default limit of a request (1 MiB), which counts the records with their headers and framing. */
const maxBatchBytes = 512 * 1024;

/** What the client's constructors take. */
export function clientOptions(connection: KafkaConnection): {
  readonly clientId: string;
  readonly bootstrapBrokers: string[];
  readonly tls: ConnectionOptions;
  readonly tlsServerName: true;
  readonly sasl: { readonly mechanism: "SCRAM-SHA-512" } & ScramCredentials;
} {
  return {
    clientId: connection.clientId,
    bootstrapBrokers: connection.bootstrapBrokers.split(","),
    tls: connection.ca === undefined ? {} : { ca: connection.ca },
    tlsServerName: true,
    sasl: { mechanism: "SCRAM-SHA-512", ...connection.credentials },
  };
}

/** A producer that loses nothing and doubles nothing: all replicas acknowledge, retries are idempotent; snappy. */
export function kafkaProducer(connection: KafkaConnection): EventProducer {
  const producer = new Producer({
    ...clientOptions(connection),
    acks: ProduceAcks.ALL,
    idempotent: true,
    compression: "snappy",
    autocreateTopics: false,
  });
  return {
    async send(topic, records) {
      const partitions = await partitionCount(producer, topic);
      const positions: RecordPosition[] = [];
      // One batch in flight: a batch that fails cannot be overtaken by the next, so order survives retries.
      for (const batch of batches(records)) {
        const messages = batch.map(({ key, value }) => ({
          topic,
          key: Buffer.from(key),
          value: Buffer.from(value),
          partition: partitionOf(key, partitions),
        }));
        const { offsets = [] } = await producer.send({ messages });
        positions.push(...positionsOf(messages, new Map(offsets.map(({ partition, offset }) => [partition, offset]))));
      }
      return positions;
    },
    async close() {
      await producer.close();
    },
  };
}

async function partitionCount(producer: Producer, topic: string): Promise<number> {
  const { topics } = await producer.metadata({ topics: [topic] });
  const found = topics.get(topic);
  if (found === undefined) throw new Error(`The brokers know no topic ${topic}, or this user may not describe it.`);
  return found.partitionsCount;
}

/** Java's default partitioner, so that a device keeps its partition whatever client sends for it. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

/** Splits records, in order, into groups of at most `maxBatchBytes`; a larger record is a group of its own. */
export function* batches(records: readonly EventRecord[]): Generator<readonly EventRecord[]> {
  let batch: EventRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(record.key) + Buffer.byteLength(record.value);
    if (batch.length > 0 && bytes + size > maxBatchBytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Brokers answer with the first offset per partition; a batch's records of one partition follow each other. */
function positionsOf(
  messages: readonly { readonly partition: number }[],
  firstOffsets: ReadonlyMap<number, bigint>,
): readonly RecordPosition[] {
  const next = new Map(firstOffsets);
  return messages.map(({ partition }) => {
    const offset = next.get(partition);
    if (offset === undefined || offset < 0n) {
      throw new Error(`Partition ${partition} acknowledged a batch without an offset, so its records may be lost.`);
    }
    next.set(partition, offset + 1n);
    return { partition, offset };
  });
}
