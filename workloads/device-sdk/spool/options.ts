import * as path from "node:path";
import { withoutEffect } from "../listener.ts";
import { checkRange, longestTimerMs } from "../range.ts";
import { type SpoolReport } from "./recovery.ts";

/** Options of a spool. */
export interface SpoolOptions {
  /** Made where there is none. One process at a time may have it. */
  readonly folder: string;
  /** Bytes on disk at most. @default 268435456 */
  readonly maxBytes?: number;
  /** Bytes of a file, at most a quarter of `maxBytes`; also the most one record may have. @default 8388608 */
  readonly segmentBytes?: number;
  /**
   * When a record counts as kept. `each`: when it survives a power cut; records that come together share a sync. `everyMs`: when the
   * system has it, which survives the end of the process; a power cut may cost what was kept in that many milliseconds.
   *
   * @default "each"
   */
  readonly sync?: "each" | { readonly everyMs: number };
  /** Is told of what was found damaged, and of failures of the disk. */
  readonly onReport?: (report: SpoolReport) => void;
}

/** Room for a few small records in each segment: less is a mistake in the unit. */
const leastSegmentBytes = 64;

/**
 * Options with their defaults.
 *
 * @throws {RangeError} when one is out of its range.
 */
export function spoolOptions(options: SpoolOptions): Required<SpoolOptions> {
  const { maxBytes = 256 * 1024 * 1024, sync = "each" } = options;
  checkRange("spool.maxBytes", maxBytes, { least: 4 * leastSegmentBytes });
  const segmentBytes = options.segmentBytes ?? Math.min(8 * 1024 * 1024, Math.floor(maxBytes / 4));
  if (segmentBytes > maxBytes / 4) {
    throw new RangeError(`segmentBytes must be at most a quarter of maxBytes (${maxBytes}), not ${segmentBytes}.`);
  }
  checkRange("spool.segmentBytes", segmentBytes, { least: leastSegmentBytes });
  if (sync !== "each") checkRange("spool.sync.everyMs", sync.everyMs, { least: 1, most: longestTimerMs });
  // Files are made and removed all along, wherever the program has gone in the meantime.
  const folder = path.resolve(options.folder);
  return { folder, maxBytes, segmentBytes, sync, onReport: withoutEffect(options.onReport) };
}
