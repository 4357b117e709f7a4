import * as fs from "node:fs";

const mebibyte = 1024 * 1024;

/** Below this, brokers and emulator cannot start a segment or write their state. */
const leastMiB = 256;

/** Free space for this user on the disk that holds the folder, in MiB. */
export function freeMiB(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return Math.floor((bavail * bsize) / mebibyte);
}

/** @throws Error when the disk is so full that nothing could start, naming the folder and the way out. */
export function requireSpace(folder: string): void {
  const free = freeMiB(folder);
  if (free >= leastMiB) return;
  throw new Error(
    `The disk that holds ${folder} has ${free} MiB free; the one-machine cloud needs at least ${leastMiB} MiB. ` +
      "Free some space, or put its state elsewhere: PLATFORM_STATE_DIR=<folder>.",
  );
}

/** What to add to a failure when the disk is the likely cause; empty otherwise. */
export function diskAdvice(folder: string): string {
  const free = freeMiB(folder);
  return free >= leastMiB
    ? ""
    : `\nThe disk that holds ${folder} is nearly full (${free} MiB free): free some space, or set PLATFORM_STATE_DIR.`;
}
