import { compressionsAlgorithms, crc32c } from "@platformatic/kafka";

/** What of a record is written into a batch. */
export interface BatchedRecord {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who sends a batch, and which of its batches this is: what makes sending it again harmless. */
export interface BatchIdentity {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** Number of the batch's first record in the partition, counted per producer ID and epoch. */
  readonly sequence: number;
}

const headerBytes = 61;
const crcEnd = 21;
const firstAllocation = 16 * 1024;
/** Bits of a batch's attributes that name its compression. */
const snappy = 2;
const longestVarInt = 8;
const noHeaders = Buffer.from([0]);

/**
 * Buffers of batches that were compressed, for those to come: a large one is dear to get, and lies there until garbage is collected.
 * At most 8 of at most about 1 MiB.
 */
const spare: Buffer[] = [];
const mostSpare = 8;
const mostSpareBytes = 1024 * 1024;

/**
 * A record batch in Kafka's format (magic 2), written record by record so that a record's own buffers can go at once.
 *
 * The client library builds the same from objects at 2.4 µs a record, a quarter of what an event may cost in all; this
 * takes about a tenth of that.
 *
 * @see https://kafka.apache.org/documentation/#recordbatch
 */
export class RecordBatch {
  #buffer = spare.pop() ?? Buffer.allocUnsafe(firstAllocation);
  #length = headerBytes;
  #count = 0;
  #firstTimestamp = 0;
  #lastTimestamp = 0;
  #compressed: Buffer | undefined;

  get count(): number {
    return this.#count;
  }

  /** Bytes as they are before they are compressed. */
  get bytes(): number {
    return this.#length;
  }

  /** Adds a record; `timestamp` is in milliseconds since 1970. */
  append({ key, value, headers }: BatchedRecord, timestamp: number): void {
    if (this.#count === 0) this.#firstTimestamp = timestamp;
    // A clock that was put back must not make the difference negative.
    const sinceFirst = Math.max(0, timestamp - this.#firstTimestamp);
    this.#lastTimestamp = this.#firstTimestamp + sinceFirst;
    const tail = headers === undefined ? noHeaders : encodeHeaders(headers);
    const body =
      1 + // attributes, of which records have none
      lengthOf(sinceFirst) +
      lengthOf(this.#count) +
      lengthOf(key.length) +
      key.length +
      lengthOf(value.length) +
      value.length +
      tail.length;
    this.#reserve(longestVarInt + body);
    this.#varInt(body);
    this.#buffer[this.#length++] = 0;
    this.#varInt(sinceFirst);
    this.#varInt(this.#count);
    this.#varInt(key.length);
    this.#bytes(key);
    this.#varInt(value.length);
    this.#bytes(value);
    this.#bytes(tail);
    this.#count += 1;
  }

  /** The batch as it goes to the broker. After the first call nothing more may be appended. */
  encode(identity: BatchIdentity): Buffer {
    this.#compressed ??= this.#compress();
    const batch = this.#compressed;
    batch.writeBigInt64BE(0n, 0);
    batch.writeInt32BE(batch.length - 12, 8);
    batch.writeInt32BE(-1, 12);
    batch[16] = 2;
    batch.writeInt16BE(snappy, 21);
    batch.writeInt32BE(this.#count - 1, 23);
    batch.writeBigInt64BE(BigInt(this.#firstTimestamp), 27);
    batch.writeBigInt64BE(BigInt(this.#lastTimestamp), 35);
    batch.writeBigInt64BE(identity.producerId, 43);
    batch.writeInt16BE(identity.producerEpoch, 51);
    batch.writeInt32BE(identity.sequence, 53);
    batch.writeInt32BE(this.#count, 57);
    batch.writeUInt32BE(crc32c(batch.subarray(crcEnd)), 17);
    return batch;
  }

  #compress(): Buffer {
    const records = compressionsAlgorithms.snappy.compressSync(this.#buffer.subarray(headerBytes, this.#length));
    const batch = Buffer.allocUnsafe(headerBytes + records.length);
    batch.set(records, headerBytes);
    if (spare.length < mostSpare && this.#buffer.length <= mostSpareBytes) spare.push(this.#buffer);
    this.#buffer = Buffer.alloc(0);
    return batch;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + size));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  #bytes(bytes: Buffer): void {
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #varInt(value: number): void {
    this.#length = writeVarInt(this.#buffer, value, this.#length);
  }
}

/** A record's headers: their number, then each name and text with its length. */
function encodeHeaders(headers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(headers);
  return Buffer.concat([varInt(entries.length), ...entries.flat().flatMap((text) => withLength(Buffer.from(text)))]);
}

function withLength(bytes: Buffer): readonly Buffer[] {
  return [varInt(bytes.length), bytes];
}

function varInt(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(longestVarInt);
  return bytes.subarray(0, writeVarInt(bytes, value, 0));
}

/** Writes Kafka's zigzag variable-length integer of one that is not negative; returns where it ends. */
function writeVarInt(to: Buffer, value: number, at: number): number {
  let rest = value * 2;
  while (rest > 0x7f) {
    to[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  to[at++] = rest;
  return at;
}

function lengthOf(value: number): number {
  let length = 1;
  for (let rest = value * 2; rest > 0x7f; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
}
