import { type SpoolFile } from "./files.ts";
import { type Framed, unframe } from "./record.ts";

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

/** Finds where the whole records of a file end, and how many they are. */
export async function scan(file: SpoolFile, maxRecordBytes: number): Promise<{ records: number; end: number }> {
  let records = 0;
  let end = 0;
  for (;;) {
    const found = await readFrom(file, end, { bytes: chunkBytes, records: Infinity, maxRecordBytes });
    if (found.records.length === 0) return { records, end };
    records += found.records.length;
    end = found.end;
  }
}

/** Whole records from a position on: as many as fit, at least one where there is one. */
export async function readFrom(
  file: SpoolFile,
  position: number,
  limits: { readonly bytes: number; readonly records: number; readonly maxRecordBytes: number },
): Promise<{ readonly records: readonly Buffer[]; readonly end: number }> {
  let bytes = await file.read(position, limits.bytes);
  const records: Buffer[] = [];
  let at = 0;
  while (records.length < limits.records) {
    let framed: Framed = unframe(bytes, at, limits.maxRecordBytes);
    if (framed.kind === "more" && records.length === 0 && framed.bytes > bytes.length) {
      const longer = await file.read(position, framed.bytes);
      if (longer.length === bytes.length) break;
      bytes = longer;
      framed = unframe(bytes, at, limits.maxRecordBytes);
      if (framed.kind === "more") continue;
    }
    if (framed.kind !== "record") break;
    records.push(framed.record);
    at = framed.end;
  }
  return { records, end: position + at };
}
