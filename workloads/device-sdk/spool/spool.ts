import { SpoolFailedError, SpoolFullError, isNoSpace } from "./errors.ts";
import { filesIn, type SpoolFiles } from "./files.ts";
import { lockFolder } from "./lock.ts";
import { spoolOptions, type SpoolOptions } from "./options.ts";
import { Position } from "./position.ts";
import { frame, frameBytes, type SpoolEntry } from "./record.ts";
import { openSegments } from "./recovery.ts";
import { readFrom, type Segment, segmentName } from "./segment.ts";

interface Waiting {
  readonly framed: Buffer;
  readonly kept: (sequence: number) => void;
  readonly failed: (error: Error) => void;
}

/** A position is not written more often than this unless a file can be deleted. Events answered in between may be sent again. */
const positionEveryMs = 1_000;

/**
 * A queue on disk: records are appended, read in order, and deleted when they were answered.
 *
 * - Segments are files of records, each with length and CRC-32. The last one may end in a record that was not written whole.
 * - A record counts as kept after its bytes are synced; those of a new segment after its name is synced, too.
 * - A segment is deleted after every record in it was answered and the position that says so is synced: a crash in between leaves
 *   a file that the next start deletes, never a position that points to nothing.
 * - After a failed sync nobody knows what is on disk, and asking again may answer yes wrongly: the records are cut off and refused.
 *
 * Nothing on npm does this: queues there keep no bound, do not sync names, or rewrite a whole file per change; Node's own SQLite
 * is experimental and syncs on the event loop, where a gateway would stand still with its flash.
 */
export class Spool {
  readonly #files: SpoolFiles;
  readonly #options: Required<Omit<SpoolOptions, "folder">>;
  readonly #position: Position;
  readonly #unlock: () => void;
  /** Oldest first; records are appended to the last one. */
  readonly #segments: Segment[];
  #nextSequence: number;
  #answered: number;
  #read: { segment: Segment | undefined; offset: number; sequence: number };
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #writing: Promise<void> | undefined;
  #persisting: Promise<void> = Promise.resolve();
  #persistedAt = Number.NEGATIVE_INFINITY;
  #dirty = false;
  #failure: Error | undefined;
  #closed = false;
  readonly #syncTimer: NodeJS.Timeout | undefined;
  #arrivals: (() => void)[] = [];

  private constructor(
    files: SpoolFiles,
    options: Required<Omit<SpoolOptions, "folder">>,
    found: {
      readonly position: Position;
      readonly segments: Segment[];
      readonly nextSequence: number;
      readonly unlock: () => void;
    },
  ) {
    this.#files = files;
    this.#options = options;
    this.#position = found.position;
    this.#unlock = found.unlock;
    this.#segments = found.segments;
    this.#nextSequence = found.nextSequence;
    // Where the position was lost: what came before the first segment was deleted, so it was answered.
    this.#answered = Math.max(found.position.sequence, found.segments[0]?.first ?? 0);
    this.#read = { segment: undefined, offset: 0, sequence: this.#answered };
    if (options.sync !== "each") {
      this.#syncTimer = setInterval(() => void this.#syncNow(), options.sync.everyMs).unref();
    }
  }

  /**
   * Opens a spool and cuts off what was not written whole.
   *
   * @throws {SpoolLockedError} when another process has it.
   * @throws {RangeError} when an option is out of its range.
   */
  static async open(options: SpoolOptions, files?: SpoolFiles): Promise<Spool> {
    const { folder, ...checked } = spoolOptions(options);
    const { segmentBytes, onReport } = checked;
    const own = files ?? (await filesIn(folder));
    const unlock = files === undefined ? await lockFolder(folder) : (): void => undefined;
    try {
      const { position, lost } = await Position.open(own);
      if (lost) onReport({ kind: "position_lost" });
      const found = await openSegments(own, position.sequence, { maxRecordBytes: segmentBytes, onReport });
      return new Spool(own, checked, { ...found, position, unlock });
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** Records that were not answered. */
  get records(): number {
    return this.#nextSequence - this.#answered;
  }

  /** Every record below this sequence number was read, or is lost. */
  get readTo(): number {
    return this.#read.sequence;
  }

  /** Bytes on disk, answered records of files that are not deleted yet included. */
  get bytes(): number {
    return this.#segments.reduce((sum, { end }) => sum + end, 0);
  }

  /**
   * Appends a record. Resolves with its sequence number when it is kept.
   *
   * @throws {SpoolFullError} when there is no room, by `maxBytes` or on the disk.
   * @throws {SpoolFailedError} when the disk failed.
   */
  append(record: Buffer): Promise<number> {
    const framed = frame(record);
    const { maxBytes, segmentBytes } = this.#options;
    if (this.#closed) return Promise.reject(new SpoolFailedError("The spool is closed."));
    if (this.#failure !== undefined) return Promise.reject(this.#failed(this.#failure));
    if (record.length === 0 || framed.length > segmentBytes) {
      return Promise.reject(
        new RangeError(
          `A record must have 1 to ${segmentBytes - frameBytes} bytes (segmentBytes), not ${record.length}.`,
        ),
      );
    }
    if (this.bytes + this.#queuedBytes + framed.length > maxBytes) {
      return Promise.reject(
        new SpoolFullError(`The spool has ${this.bytes} bytes; maxBytes is ${maxBytes}. The event was not taken.`),
      );
    }
    return new Promise((kept, failed) => {
      this.#queue.push({ framed, kept, failed });
      this.#queuedBytes += framed.length;
      this.#writing ??= this.#write();
    });
  }

  /** The next records after those read before, in order; none when all were read. */
  async read(limits: { readonly records: number; readonly bytes: number }): Promise<readonly SpoolEntry[]> {
    for (;;) {
      const { segment, offset } = await this.#readPlace();
      if (segment === undefined) return [];
      const available = segment.end - offset;
      const first = this.#read.sequence;
      const { records, count, end } = await readFrom(segment.file, offset, {
        bytes: Math.min(limits.bytes + frameBytes, available),
        records: Math.min(limits.records, segment.next - first),
        maxRecordBytes: this.#options.segmentBytes,
      });
      if (count > 0) this.#read = { segment, offset: end, sequence: first + count };
      if (records.length > 0) return records.map(({ index, record }) => ({ sequence: first + index, record }));
      if (count > 0) continue;
      // It was whole when the spool was opened: the disk changed it since.
      const lost = segment.next - this.#read.sequence;
      this.#options.onReport({ kind: "damaged", segment: segment.name, records: lost });
      this.#read = { segment: undefined, offset: 0, sequence: segment.next };
    }
  }

  /** Reads again from the first record that was not answered. */
  rewind(): void {
    this.#read = { segment: undefined, offset: 0, sequence: this.#answered };
  }

  /** Resolves when there is something to read, or by the signal. */
  async arrival(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#read.sequence < this.#nextSequence) return;
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", this.#tellArrivals, { once: true });
      this.#arrivals.push(() => {
        signal.removeEventListener("abort", this.#tellArrivals);
        resolve();
      });
    });
  }

  /**
   * Every record below this sequence number was answered. Deletes what nobody needs any more.
   *
   * @throws when the position cannot be written: then nothing is deleted, and the next call tries again.
   */
  async answered(below: number): Promise<void> {
    this.#answered = Math.max(this.#answered, below);
    const [oldest] = this.#segments;
    const deletable = oldest !== undefined && oldest.next <= this.#answered && this.#segments.length > 1;
    if (deletable || performance.now() - this.#persistedAt >= positionEveryMs) await this.#persist();
  }

  /** Writes what waits and how far it was answered, and lets go of the folder. Records stay for the next start. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#syncTimer);
    try {
      await this.#writing;
      await this.#syncNow();
      await this.#persist();
    } finally {
      for (const { file } of this.#segments) await file.close();
      await this.#position.close();
      this.#unlock();
    }
  }

  /** Where to read next: the segment with that record, and the place in it. */
  async #readPlace(): Promise<{ readonly segment: Segment | undefined; readonly offset: number }> {
    const { segment, offset, sequence } = this.#read;
    if (segment !== undefined && sequence < segment.next) return { segment, offset };
    const next = this.#segments.find((one) => one.next > sequence);
    if (next === undefined) return { segment: undefined, offset: 0 };
    // Records before the first one of a later segment are gone, or were answered.
    const from = Math.max(sequence, next.first);
    let skipped = { records: 0, end: 0 };
    while (skipped.records < from - next.first) {
      const { count, end } = await readFrom(next.file, skipped.end, {
        bytes: this.#options.segmentBytes,
        records: from - next.first - skipped.records,
        maxRecordBytes: this.#options.segmentBytes,
      });
      if (count === 0) break;
      skipped = { records: skipped.records + count, end };
    }
    this.#read = { segment: next, offset: skipped.end, sequence: from };
    return { segment: next, offset: skipped.end };
  }

  /** Writes what waits, as much at a time as came together. */
  async #write(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#takeGroup();
      try {
        await this.#append(group);
      } catch (error) {
        const cause = error instanceof Error ? error : new Error(String(error));
        const refusal = isNoSpace(cause)
          ? new SpoolFullError(`The disk is full: ${cause.message}. The event was not taken.`, { cause })
          : this.#failed(cause);
        for (const { failed } of group) failed(refusal);
      }
    }
    this.#writing = undefined;
  }

  /** What fits into one segment. */
  #takeGroup(): readonly Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { framed } of this.#queue) {
      if (count > 0 && bytes + framed.length > this.#options.segmentBytes) break;
      bytes += framed.length;
      count++;
    }
    this.#queuedBytes -= bytes;
    const group = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    return group;
  }

  async #append(group: readonly Waiting[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const bytes = Buffer.concat(group.map(({ framed }) => framed));
    const segment = await this.#store(bytes).catch(async (error: unknown) => {
      if (!isNoSpace(error) || !(await this.#makeRoom())) throw error;
      return this.#store(bytes);
    });
    this.#dirty = true;
    segment.end += bytes.length;
    segment.next += group.length;
    const first = this.#nextSequence;
    this.#nextSequence += group.length;
    for (const [index, { kept }] of group.entries()) kept(first + index);
    this.#tellArrivals();
  }

  /** Writes after the last record. Resolves with the segment, which does not count the bytes yet. */
  async #store(bytes: Buffer): Promise<Segment> {
    const segment = await this.#segmentFor(bytes.length);
    try {
      await segment.file.write(segment.end, bytes);
      if (this.#options.sync === "each") await segment.file.sync();
    } catch (error) {
      await this.#cutBack(segment);
      throw error;
    }
    return segment;
  }

  /**
   * Deletes the last segment where all of it was answered, and says whether it did. Otherwise it stays, as records are appended to
   * it; but it may be what fills the disk, and then nothing would ever make room.
   */
  async #makeRoom(): Promise<boolean> {
    if (this.#failure !== undefined || this.#answered < this.#nextSequence || this.bytes === 0) return false;
    await this.#persist(0);
    return true;
  }

  /** The last segment, or a new one when it is full. */
  async #segmentFor(bytes: number): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last !== undefined && last.end + bytes <= this.#options.segmentBytes) return last;
    // Whatever the policy: once there is a later segment, nobody syncs this one again.
    if (last !== undefined) await last.file.sync();
    const first = this.#nextSequence;
    const name = segmentName(first);
    const file = await this.#files.create(name);
    try {
      await this.#files.syncFolder();
    } catch (error) {
      await file.close();
      await this.#files.remove(name);
      throw error;
    }
    const segment = { name, file, first, next: first, end: 0 };
    this.#segments.push(segment);
    return segment;
  }

  /** Takes back what a failed write left, or gives up writing: after what may be half a record nothing may follow. */
  async #cutBack(segment: Segment): Promise<void> {
    try {
      await segment.file.truncate(segment.end);
      await segment.file.sync();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #syncNow(): Promise<void> {
    if (!this.#dirty || this.#options.sync === "each") return;
    this.#dirty = false;
    try {
      await this.#segments.at(-1)?.file.sync();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param keeping segments that stay in any case: the one that is written to */
  #persist(keeping = 1): Promise<void> {
    const next = this.#persisting.then(async () => {
      const below = this.#answered;
      if (below > this.#position.sequence) await this.#position.write(below);
      this.#persistedAt = performance.now();
      // Only now: a deleted segment must never be one that the position on disk still points to.
      while (this.#segments.length > keeping) {
        const [oldest] = this.#segments;
        if (oldest === undefined || oldest.next > below) break;
        this.#segments.shift();
        await oldest.file.close();
        await this.#files.remove(oldest.name);
      }
    });
    this.#persisting = next.catch(() => undefined);
    return next;
  }

  #fail(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error(String(error));
    this.#options.onReport({ kind: "failed", error: this.#failure });
  }

  #failed(cause: Error): SpoolFailedError {
    return new SpoolFailedError(`The spool's disk failed: ${cause.message}. The event was not taken.`, { cause });
  }

  readonly #tellArrivals = (): void => {
    const waiting = this.#arrivals;
    this.#arrivals = [];
    for (const tell of waiting) tell();
  };
}
