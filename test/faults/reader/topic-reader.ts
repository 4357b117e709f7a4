import * as fs from "node:fs";
import * as path from "node:path";
import type { ConnectionOptions } from "node:tls";
import { recordsIn, type StoredRecord } from "./record-batch.ts";
import { FieldWriter, KafkaConnection } from "./wire.ts";

/** Records of one partition, from its beginning or where the last reading ended. */
export interface ReadRecord extends StoredRecord {
  readonly topic: string;
  readonly partition: number;
}

export interface PartitionState {
  readonly topic: string;
  readonly partition: number;
  /** Node ID of the broker that leads it; -1 when none does. */
  readonly leader: number;
  /** Node IDs. */
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/** What a broker says about the cluster. */
export interface ClusterState {
  readonly brokers: ReadonlyMap<number, { readonly host: string; readonly port: number }>;
  readonly partitions: readonly PartitionState[];
}

/** A partition's offsets do not follow each other: the reader, or the log, has left some out. */
export class SkippedOffset extends Error {
  override readonly name = "SkippedOffset";
}

const latest = -1n;
const partitionMaxBytes = 4 * 1024 * 1024;
const noError = 0;

/**
 * Reads topics through Kafka's protocol, without the library that the collector writes with: bytes in, own decoding. It goes
 * to the listener of brokers and administrators, which is not behind the proxies that faults are made with.
 */
export class TopicReader {
  readonly #addresses: readonly string[];
  readonly #tls: ConnectionOptions;
  readonly #topics: readonly string[];
  readonly #next = new Map<string, bigint>();

  constructor(addresses: readonly string[], tls: ConnectionOptions, topics: readonly string[]) {
    this.#addresses = addresses;
    this.#tls = tls;
    this.#topics = topics;
  }

  /** What each broker that answers knows of the cluster; they differ for a moment after a change. */
  async views(): Promise<readonly ClusterState[]> {
    const views = await Promise.allSettled(this.#addresses.map((address) => this.#stateBy(address)));
    return views.flatMap((view) => (view.status === "fulfilled" ? [view.value] : []));
  }

  /** @throws Error when no broker answers. */
  async cluster(): Promise<ClusterState> {
    const [view] = await this.views();
    if (view === undefined) throw new Error("No broker says what the cluster is like.");
    return view;
  }

  /**
   * What came since the last reading, up to the end offsets of now; the first reading begins at the beginning.
   *
   * @throws {SkippedOffset} when an offset is missing between two records.
   */
  async read(): Promise<readonly ReadRecord[]> {
    const { brokers, partitions } = await this.cluster();
    const records: ReadRecord[] = [];
    for (const [node, { host, port }] of brokers) {
      const led = partitions.filter(({ leader }) => leader === node);
      if (led.length === 0) continue;
      const connection = await KafkaConnection.open({ ...this.#tls, host, port });
      try {
        for (const { topic, partition } of led) records.push(...(await this.#partition(connection, topic, partition)));
      } finally {
        connection.close();
      }
    }
    return records;
  }

  async #stateBy(address: string): Promise<ClusterState> {
    const [host = "", port = ""] = address.split(":");
    const connection = await KafkaConnection.open({ ...this.#tls, host, port: Number(port) });
    try {
      const body = new FieldWriter();
      body.list(this.#topics, (topic) => body.string(topic));
      const answer = await connection.ask({ api: 3, version: 1, body: body.bytes });
      const brokers = answer.list(() => {
        const broker = { id: answer.int32(), host: answer.string(), port: answer.int32() };
        answer.string();
        return broker;
      });
      answer.int32();
      const partitions = answer.list(() => {
        answer.int16();
        const topic = answer.string();
        answer.int8();
        return answer.list(() => {
          answer.int16();
          const partition = answer.int32();
          const leader = answer.int32();
          const replicas = answer.list(() => answer.int32());
          return { topic, partition, leader, replicas, inSync: answer.list(() => answer.int32()) };
        });
      });
      return {
        brokers: new Map(brokers.map(({ id, ...endpoint }) => [id, endpoint])),
        partitions: partitions.flat(),
      };
    } finally {
      connection.close();
    }
  }

  async #partition(connection: KafkaConnection, topic: string, partition: number): Promise<readonly ReadRecord[]> {
    const name = `${topic}-${partition}`;
    const end = await endOffset(connection, topic, partition);
    const records: ReadRecord[] = [];
    let next = this.#next.get(name) ?? 0n;
    while (next < end) {
      const fetched = recordsIn(await fetchBytes(connection, { topic, partition, from: next }));
      for (const record of contiguous(fetched, name, { from: next, end })) {
        records.push({ ...record, topic, partition });
        next = record.offset + 1n;
      }
    }
    this.#next.set(name, next);
    return records;
  }
}

/**
 * The records of these offsets, `end` not among them. A broker sends whole batches, also what lies in them before the
 * offset that was asked for.
 *
 * @throws {SkippedOffset} when one is missing.
 */
export function* contiguous<Record extends { readonly offset: bigint }>(
  records: Iterable<Record>,
  partition: string,
  { from, end }: { readonly from: bigint; readonly end: bigint },
): Generator<Record> {
  let next = from;
  for (const record of records) {
    if (record.offset < next || record.offset >= end) continue;
    if (record.offset !== next) throw new SkippedOffset(`${partition}: ${record.offset} follows ${next - 1n}.`);
    yield record;
    next += 1n;
  }
}

async function endOffset(connection: KafkaConnection, topic: string, partition: number): Promise<bigint> {
  const body = new FieldWriter().int32(-1).int32(1).string(topic).int32(1).int32(partition).int64(latest);
  const answer = await connection.ask({ api: 2, version: 1, body: body.bytes });
  const [[found] = []] = answer.list(() => {
    answer.string();
    return answer.list(() => {
      answer.int32();
      const error = answer.int16();
      answer.int64();
      return { error, offset: answer.int64() };
    });
  });
  if (found?.error !== noError)
    throw new Error(`${topic}-${partition}: no end offset, Kafka's error ${found?.error ?? "none"}.`);
  return found.offset;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
}

async function fetchBytes(connection: KafkaConnection, { topic, partition, from }: Place): Promise<Buffer> {
  const body = new FieldWriter().int32(-1).int32(500).int32(1).int32(partitionMaxBytes).int8(0);
  body.int32(1).string(topic).int32(1).int32(partition).int64(from).int32(partitionMaxBytes);
  const answer = await connection.ask({ api: 1, version: 4, body: body.bytes });
  answer.int32();
  const [[found] = []] = answer.list(() => {
    answer.string();
    return answer.list(() => {
      answer.int32();
      const error = answer.int16();
      answer.int64();
      answer.int64();
      answer.list(() => [answer.int64(), answer.int64()]);
      return { error, bytes: answer.block() };
    });
  });
  if (found?.error !== noError)
    throw new Error(`${topic}-${partition}: not read, Kafka's error ${found?.error ?? "none"}.`);
  return found.bytes;
}

/**
 * Records of a topic as they lie in a broker's files, whatever readers see of them.
 *
 * @param dataFolder The broker's `log.dirs`.
 */
export function* recordsOnDisk(dataFolder: string, topic: string): Generator<StoredRecord> {
  const folders = fs.readdirSync(dataFolder).filter((name) => name.replace(/-\d+$/, "") === topic);
  for (const folder of folders) {
    const files = fs.readdirSync(path.join(dataFolder, folder)).filter((name) => name.endsWith(".log"));
    for (const file of files.sort()) yield* recordsIn(fs.readFileSync(path.join(dataFolder, folder, file)));
  }
}
