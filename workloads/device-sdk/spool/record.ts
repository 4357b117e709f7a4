import { crc32 } from "node:zlib";

/** Bytes before a record: its length and the CRC-32 of length and record, both 32 bits, big endian. */
export const frameBytes = 8;

/** A record and its frame. */
export function frame(record: Buffer): Buffer {
  const head = Buffer.alloc(frameBytes);
  head.writeUInt32BE(record.length, 0);
  head.writeUInt32BE(crc32(record, crc32(head.subarray(0, 4))), 4);
  return Buffer.concat([head, record]);
}

/** A record in its place. */
export interface SpoolEntry {
  readonly sequence: number;
  readonly record: Buffer;
}

/**
 * What stands at a place: a record; one that is longer than the bytes at hand; one whose bytes are not those that were written, or
 * were not all written; or nothing.
 */
export type Framed =
  | { readonly kind: "record"; readonly record: Buffer; readonly end: number }
  | { readonly kind: "more"; readonly bytes: number }
  | { readonly kind: "damaged"; readonly end: number }
  | { readonly kind: "broken" };

/**
 * Reads what stands at a place in a stretch of a file.
 *
 * @param maxRecordBytes a longer length was never written
 */
export function unframe(bytes: Buffer, at: number, maxRecordBytes: number): Framed {
  if (at + frameBytes > bytes.length) return { kind: "more", bytes: frameBytes };
  const length = bytes.readUInt32BE(at);
  // Zeros are what a file system may leave where a write did not arrive.
  if (length === 0 || length > maxRecordBytes) return { kind: "broken" };
  const end = at + frameBytes + length;
  if (end > bytes.length) return { kind: "more", bytes: frameBytes + length };
  const record = bytes.subarray(at + frameBytes, end);
  const sum = crc32(record, crc32(bytes.subarray(at, at + 4)));
  return sum === bytes.readUInt32BE(at + 4) ? { kind: "record", record, end } : { kind: "damaged", end };
}
