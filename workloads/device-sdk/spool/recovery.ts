import { type SpoolFiles } from "./files.ts";
import { firstOf, scan, type Segment } from "./segment.ts";

/** What a spool found or met that its owner should know. */
export type SpoolReport =
  /** The last record was not written whole when the process ended, and had not been kept; it is cut off. */
  | { readonly kind: "torn"; readonly segment: string; readonly bytes: number }
  /** The disk changed what was written: that many records that were kept are lost. */
  | { readonly kind: "damaged"; readonly segment: string; readonly records: number }
  /** The position cannot be read: everything there is will be sent again, which is harmless. */
  | { readonly kind: "position_lost" }
  /** How far it was answered could not be written; it is tried again. A crash now means that more is sent again. */
  | { readonly kind: "position_failed"; readonly error: Error }
  /** The disk did not give what it has; it is asked again. */
  | { readonly kind: "read_failed"; readonly error: Error }
  /** The disk failed; nothing is taken until the spool is opened again. */
  | { readonly kind: "failed"; readonly error: Error };

/**
 * Opens the segments with records that were not answered, and deletes the others: a crash may come between writing the position
 * and deleting.
 */
export async function openSegments(
  files: SpoolFiles,
  answered: number,
  options: { readonly maxRecordBytes: number; readonly onReport: (report: SpoolReport) => void },
): Promise<{ readonly segments: Segment[]; readonly nextSequence: number }> {
  const { maxRecordBytes, onReport } = options;
  const found = await segmentsIn(files, maxRecordBytes);
  const segments: Segment[] = [];
  for (const [index, { size, damaged, ...segment }] of found.entries()) {
    const following = found[index + 1]?.first;
    if (following !== undefined && following <= answered) {
      await drop(files, segment);
      continue;
    }
    if (following === undefined) {
      if (segment.end < size) {
        await segment.file.truncate(segment.end);
        onReport({ kind: "torn", segment: segment.name, bytes: size - segment.end });
      }
      // What an earlier process wrote may be known to the system alone.
      await segment.file.sync();
    }
    const cutOff = Math.max(0, (following ?? segment.next) - Math.max(segment.next, answered));
    const lost = cutOff + damaged.filter((sequence) => sequence >= answered).length;
    if (lost > 0) onReport({ kind: "damaged", segment: segment.name, records: lost });
    segments.push(segment);
  }
  const last = segments.at(-1);
  if (last !== undefined && last.next < answered) {
    // Its last records were answered before the disk had them. Numbers are not used twice, so a new segment follows.
    for (const segment of segments.splice(0)) await drop(files, segment);
  }
  return { segments, nextSequence: Math.max(answered, last?.next ?? 0) };
}

/** A segment as it was found. */
interface FoundSegment extends Segment {
  /** Bytes of its file. */
  readonly size: number;
  /** Sequence numbers of records that the disk damaged. */
  readonly damaged: readonly number[];
}

/** All segments with records, oldest first. One without is what a crash or a full disk left of making it. */
async function segmentsIn(files: SpoolFiles, maxRecordBytes: number): Promise<readonly FoundSegment[]> {
  const found: FoundSegment[] = [];
  for (const name of [...(await files.list())].sort()) {
    const first = firstOf(name);
    if (first === undefined) continue;
    const file = await files.open(name);
    const size = await file.size();
    const { count, damaged, end } = await scan(file, maxRecordBytes);
    const segment = { name, file, first, next: first + count, end };
    if (size === 0) await drop(files, segment);
    else found.push({ ...segment, size, damaged: damaged.map((index) => first + index) });
  }
  return found;
}

async function drop(files: SpoolFiles, { name, file }: Segment): Promise<void> {
  await file.close();
  await files.remove(name);
}
