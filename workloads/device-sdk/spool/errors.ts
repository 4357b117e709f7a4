/** The spool has no room for the event, which was not taken. There is room again when events were answered, or files removed. */
export class SpoolFullError extends Error {
  override readonly name = "SpoolFullError";
}

/** The disk failed: the event was not taken, and the spool takes no more until it is opened again. What it has is still sent. */
export class SpoolFailedError extends Error {
  override readonly name = "SpoolFailedError";
}

/** Codes of the system for a disk, a quota or a limit on the size of files that is reached. */
const noSpace: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];

export function isNoSpace(error: unknown): boolean {
  return error instanceof Error && "code" in error && noSpace.includes(error.code);
}
