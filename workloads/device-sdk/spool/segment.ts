import { type SpoolFile } from "./files.ts";
import { frameBytes, type Framed, unframe } from "./record.ts";

/** A file of records. Its name is the sequence number of the first, so nothing in it needs a header. */
export interface Segment {
  readonly name: string;
  readonly file: SpoolFile;
  /** Sequence number of its first record. */
  readonly first: number;
  /** Sequence number after its last record. */
  next: number;
  /** Bytes that hold whole records. */
  end: number;
}

const ending = ".segment";

export function segmentName(first: number): string {
  return `${first.toString().padStart(16, "0")}${ending}`;
}

/** Number of the first record of a segment by its name; `undefined` for any other file. */
export function firstOf(name: string): number | undefined {
  const digits = name.endsWith(ending) ? name.slice(0, -ending.length) : "";
  return /^\d{16}$/.test(digits) ? Number(digits) : undefined;
}

const chunkBytes = 1024 * 1024;

/** A whole record; `index` counts from where was read, with records that were stepped over. */
export interface PlacedRecord {
  readonly index: number;
  readonly record: Buffer;
}

/** What was read of a file. */
export interface ReadRecords {
  readonly records: readonly PlacedRecord[];
  /** With those that the disk damaged, which were stepped over. */
  readonly count: number;
  /** Where the last of them ends. */
  readonly end: number;
}

/** Finds where the records of a file end, how many they are, and which of them the disk damaged. */
export async function scan(
  file: SpoolFile,
  maxRecordBytes: number,
): Promise<{ readonly count: number; readonly damaged: readonly number[]; readonly end: number }> {
  const damaged: number[] = [];
  let count = 0;
  let end = 0;
  for (;;) {
    const found = await readFrom(file, end, { bytes: chunkBytes, records: Infinity, maxRecordBytes });
    if (found.count === 0) return { count, damaged, end };
    const whole = new Set(found.records.map(({ index }) => index));
    for (let index = 0; index < found.count; index++) if (!whole.has(index)) damaged.push(count + index);
    count += found.count;
    end = found.end;
  }
}

/**
 * Records from a position on: as many as fit, at least one where there is one. One that the disk damaged is stepped over where a
 * whole one follows; without that it is the end, as what was not written whole is.
 */
export async function readFrom(
  file: SpoolFile,
  position: number,
  limits: { readonly bytes: number; readonly records: number; readonly maxRecordBytes: number },
): Promise<ReadRecords> {
  const { maxRecordBytes } = limits;
  let bytes = await file.read(position, limits.bytes);
  const records: PlacedRecord[] = [];
  let count = 0;
  let at = 0;
  while (count < limits.records) {
    let framed: Framed = unframe(bytes, at, maxRecordBytes);
    if (framed.kind === "more" && count === 0 && framed.bytes > bytes.length) {
      const longer = await file.read(position, framed.bytes);
      if (longer.length === bytes.length) break;
      bytes = longer;
      framed = unframe(bytes, at, maxRecordBytes);
      if (framed.kind === "more") continue;
    }
    if (framed.kind === "record") records.push({ index: count, record: framed.record });
    else if (framed.kind !== "damaged" || !(await isRecordAt(file, position + framed.end, maxRecordBytes))) break;
    count += 1;
    at = framed.end;
  }
  return { records, count, end: position + at };
}

async function isRecordAt(file: SpoolFile, position: number, maxRecordBytes: number): Promise<boolean> {
  const head = unframe(await file.read(position, frameBytes), 0, maxRecordBytes);
  if (head.kind !== "more") return false;
  return unframe(await file.read(position, head.bytes), 0, maxRecordBytes).kind === "record";
}
