import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";

/** Another process has the spool. */
export class SpoolLockedError extends Error {
  override readonly name = "SpoolLockedError";
}

/**
 * Takes a folder for this process. Resolves with what gives it back; the kernel does when the process ends, however it does.
 *
 * A file with a process's number in it would have to be judged: is that process alive, is it still the same, is it in another
 * container? So the lock is one of the kernel (`fcntl`), which nobody holds who is not alive. Node has no call for it, but its
 * SQLite takes one for an exclusive transaction.
 *
 * @throws {SpoolLockedError} naming the owner.
 * @see https://www.sqlite.org/lockingv3.html
 */
export async function lockFolder(folder: string): Promise<() => void> {
  // Imported here: Node warns that its SQLite is experimental, which programs without a spool need not hear.
  const { DatabaseSync } = await import("node:sqlite");
  const ownerFile = path.join(folder, "owner");
  const database = new DatabaseSync(path.join(folder, "lock"));
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    const owner = await readFile(ownerFile, "utf8").catch(() => "unknown");
    throw new SpoolLockedError(
      `${folder} is the spool of another process (${owner.trim()}), and a spool has one. End it, or name another folder.`,
    );
  }
  // For that message alone: a full disk must not keep the spool from being opened and emptied.
  await writeFile(ownerFile, `process ${process.pid}\n`).catch(() => undefined);
  return () => {
    database.close();
  };
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy. */
const busy = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === busy;
}
