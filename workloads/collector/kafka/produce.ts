import { type Connection, produceV9, ProduceAcks, Writer } from "@platformatic/kafka";
import { answerIn } from "./failure.ts";

type ProduceResponse = ReturnType<typeof produceV9.parseResponse>;

/** An encoded batch and where it goes. */
export interface PartitionBatch {
  readonly topic: string;
  readonly index: number;
  readonly bytes: Buffer;
}

/** What the broker did with a batch. */
export interface PartitionResult {
  /** 0, or one of Kafka's error codes. */
  readonly code: number;
  /** Offset of the batch's first record; negative where it is not known. */
  readonly baseOffset: bigint;
}

/**
 * Sends batches, at most one per partition, and waits until all in-sync replicas have them or `timeoutMs` are over.
 * Results are in the order of the batches.
 *
 * @throws when there is no answer: the broker may have written all, some or none.
 * @see https://kafka.apache.org/protocol.html#The_Messages_Produce
 */
export async function produce(
  connection: Connection,
  batches: readonly PartitionBatch[],
  timeoutMs: number,
): Promise<readonly PartitionResult[]> {
  const { responses } = await answerTo(connection, () => request(batches, timeoutMs));
  const results = new Map<string, PartitionResult>();
  for (const { name, partitionResponses } of responses) {
    for (const { index, errorCode, baseOffset } of partitionResponses) {
      results.set(`${name}-${index}`, { code: errorCode, baseOffset });
    }
  }
  return batches.map(({ topic, index }) => {
    const result = results.get(`${topic}-${index}`);
    if (result === undefined) throw new Error(`The broker's answer has no result for ${topic}-${index}.`);
    return result;
  });
}

function request(batches: readonly PartitionBatch[], timeoutMs: number): Writer {
  const topics = new Map<string, PartitionBatch[]>();
  for (const batch of batches) {
    const others = topics.get(batch.topic);
    if (others === undefined) topics.set(batch.topic, [batch]);
    else others.push(batch);
  }
  return Writer.create()
    .appendString(null)
    .appendInt16(ProduceAcks.ALL)
    .appendInt32(timeoutMs)
    .appendArray([...topics], (writer, [topic, partitions]) => {
      writer.appendString(topic).appendArray(partitions, (each, { index, bytes }) => {
        each.appendInt32(index).appendBytes(bytes);
      });
    })
    .appendTaggedFields();
}

/** The library's own call of the API builds batches from objects; this sends those that are encoded already. */
function answerTo(connection: Connection, createPayload: () => Writer): Promise<ProduceResponse> {
  const { key, version } = produceV9.api;
  return new Promise((resolve, reject) => {
    connection.send(key, version, createPayload, produceV9.parseResponse, true, true, (error, answer) => {
      const known = answer ?? (answerIn(error) as ProduceResponse | undefined);
      if (known === undefined) reject(error ?? new Error("The broker's answer is empty."));
      else resolve(known);
    });
  });
}
