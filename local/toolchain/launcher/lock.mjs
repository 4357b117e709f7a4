import { readFile, rename, link, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {{ pid: number, startedAt: string, host: string }} Holder Who holds a lock; `startedAt` tells a reused pid from the holder. */

/** @type {(text: string) => Holder} only `acquire` writes such files, and whole */
const parse = JSON.parse;

const pollMs = 250;
/** A line is said again this often, so that a long wait does not look like a hang. */
const reminderMs = 15_000;

/**
 * Holds a lock file while `work` runs. A lock whose process is gone is taken over, so a killed run blocks nobody.
 *
 * @template T
 * @param {{ file: string, what: string, report: (message: string) => void, signal: AbortSignal }} lock `what` names
 *   the work in the message of the process that waits.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, work) {
  await acquire(lock);
  try {
    return await work();
  } finally {
    await rm(lock.file, { force: true });
  }
}

/** @param {{ file: string, what: string, report: (message: string) => void, signal: AbortSignal }} lock */
async function acquire({ file, what, report, signal }) {
  const own = `${file}.${process.pid}-${Date.now()}`;
  const me = { pid: process.pid, startedAt: startOf(process.pid), host: hostname() };
  // Written aside and linked: the lock never exists without its holder's name in it.
  await writeFile(own, JSON.stringify(me));
  try {
    let remindAt = Date.now();
    for (;;) {
      signal.throwIfAborted();
      if (await linked(own, file)) return;
      const holder = await read(file);
      if (holder === undefined) continue;
      if (!isAlive(holder)) {
        await takeAway(file, holder);
        continue;
      }
      if (Date.now() >= remindAt) {
        report(waiting(what, holder, file));
        remindAt = Date.now() + reminderMs;
      }
      await sleep(pollMs, undefined, { signal });
    }
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * @param {string} what
 * @param {Holder} holder
 * @param {string} file
 */
function waiting(what, holder, file) {
  return holder.host === hostname()
    ? `Waiting for ${what}: process ${holder.pid} is at it`
    : `Waiting for ${what}: process ${holder.pid} on ${holder.host} is at it (if that machine is gone, remove ${file})`;
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Promise<boolean>} false where `to` exists already.
 */
async function linked(from, to) {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Two waiting processes may see the same dead holder: only the one that moved exactly that holder's file goes on; the
 * other puts back what it took by mistake.
 *
 * @param {string} file
 * @param {Holder} dead
 */
async function takeAway(file, dead) {
  const aside = `${file}.${process.pid}-dead`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const taken = await read(aside);
  if (taken !== undefined && (taken.pid !== dead.pid || taken.startedAt !== dead.startedAt)) await linked(aside, file);
  await rm(aside, { force: true });
}

/**
 * @param {string} file
 * @returns {Promise<Holder | undefined>} undefined where there is no lock (any more).
 */
async function read(file) {
  try {
    return parse(await readFile(file, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @param {Holder} holder */
function isAlive(holder) {
  // Nothing can be known about another machine's processes (a shared home directory): believe the file.
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
  return startOf(holder.pid) === holder.startedAt;
}

/**
 * @param {number} pid
 * @returns {string} when the process started, in the system's own words; empty where it cannot be known.
 */
function startOf(pid) {
  try {
    if (process.platform !== "linux")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)])
        .toString()
        .trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22; the second field is the program's name in brackets and may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
