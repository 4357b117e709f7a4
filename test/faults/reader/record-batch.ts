import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { unsnappy } from "./snappy.ts";

/** A record as it lies in a partition. */
export interface StoredRecord {
  readonly offset: bigint;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const headerBytes = 61;
/** Offset and length stand before what the length counts. */
const lengthPrefixBytes = 12;
const isControl = 0x20;

/**
 * Records of batches that follow each other, as brokers send them and keep them in segment files. What is cut off at the
 * end is left out: a broker may send a part of the last batch, and a segment's end may not be written yet.
 *
 * @see https://kafka.apache.org/documentation/#recordbatch
 */
export function* recordsIn(bytes: Buffer): Generator<StoredRecord> {
  let at = 0;
  while (at + headerBytes <= bytes.length) {
    const size = lengthPrefixBytes + bytes.readInt32BE(at + 8);
    // Files are made longer than what is in them; the rest is zeros.
    if (size <= lengthPrefixBytes || at + size > bytes.length) return;
    yield* recordsOf(bytes.subarray(at, at + size));
    at += size;
  }
}

function* recordsOf(batch: Buffer): Generator<StoredRecord> {
  const magic = batch.readInt8(16);
  if (magic !== 2) throw new Error(`A record batch has magic ${magic}; only 2 is read.`);
  const attributes = batch.readInt16BE(21);
  if ((attributes & isControl) !== 0) return;
  const baseOffset = batch.readBigInt64BE(0);
  const count = batch.readInt32BE(57);
  const cursor = new Cursor(unpacked(attributes & 7, batch.subarray(headerBytes)));
  for (let record = 0; record < count; record += 1) {
    cursor.varint();
    cursor.skip(1);
    cursor.varint();
    const offset = baseOffset + BigInt(cursor.varint());
    const key = cursor.bytes();
    const value = cursor.bytes();
    const headers = Array.from({ length: cursor.varint() }, () => [
      cursor.bytes().toString(),
      cursor.bytes().toString(),
    ]);
    yield { offset, key, value, headers: Object.fromEntries(headers) as Readonly<Record<string, string>> };
  }
}

function unpacked(compression: number, bytes: Buffer): Buffer {
  switch (compression) {
    case 0:
      return bytes;
    case 1:
      return gunzipSync(bytes);
    case 2:
      return unsnappy(bytes);
    case 4:
      return zstdDecompressSync(bytes);
    default:
      throw new Error(`A record batch has compression ${compression}; none, gzip, snappy and zstd are read.`);
  }
}

class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Zigzag, as protocol buffers have it. Exact up to 53 bits, more than timestamps need. */
  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes.readUInt8(this.#at++);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  /** Length and bytes; null is read as empty. */
  bytes(): Buffer {
    const length = Math.max(0, this.varint());
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
