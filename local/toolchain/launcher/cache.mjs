import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import { withLock } from "./lock.mjs";

/** @typedef {(message: string) => void} Report */
/**
 * @typedef {object} Item What the cache holds once.
 * @property {string} directory where it is found when done; named by the hash of its pins
 * @property {string} what its name in messages
 * @property {(directory: string) => boolean} intact whether a finished directory can still be used
 * @property {(temporary: string) => Promise<void>} build fills an empty directory, to be renamed to `directory`
 */

/** Seconds between two signs of life of a long step. */
const signOfLifeMs = 15_000;

/**
 * Where everything downloaded or built is kept, outside the working tree so that clones share it.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function cacheDirectory(environment = process.env) {
  const { PLATFORM_CACHE_DIR: chosen, XDG_CACHE_HOME: caches } = environment;
  if (chosen !== undefined && chosen !== "") return path.resolve(chosen);
  return path.join(caches === undefined || caches === "" ? path.join(homedir(), ".cache") : caches, "event-platform");
}

/** @param {Item} item */
export function isCached(item) {
  return existsSync(item.directory) && item.intact(item.directory);
}

/**
 * Builds what is not there yet: aside, then renamed, so that a directory is either absent or whole; under a lock, so
 * that two runs build it once.
 *
 * @param {Item} item
 * @param {Report} report
 * @param {AbortSignal} signal
 */
export async function ensureCached(item, report, signal) {
  if (isCached(item)) return;
  await mkdir(path.dirname(item.directory), { recursive: true });
  await withLock({ file: `${item.directory}.lock`, what: item.what, report, signal }, async () => {
    if (isCached(item)) return;
    await removeLeftovers(item.directory);
    const temporary = `${item.directory}.tmp-${process.pid}`;
    try {
      await withProgress(item.what, report, async () => {
        await mkdir(temporary);
        await item.build(temporary);
        signal.throwIfAborted();
        await rename(temporary, item.directory);
      });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
}

/**
 * A run that was killed could not clean up; whoever holds the lock can.
 *
 * @param {string} directory
 */
async function removeLeftovers(directory) {
  const prefix = `${path.basename(directory)}.tmp-`;
  const leftovers = (await readdir(path.dirname(directory))).filter((name) => name.startsWith(prefix));
  for (const name of [...leftovers, path.basename(directory)]) {
    await rm(path.join(path.dirname(directory), name), { recursive: true, force: true });
  }
}

/**
 * Says that a step starts, goes on and is done: sparsely, for a log as much as for a terminal.
 *
 * @template T
 * @param {string} what
 * @param {Report} report
 * @param {() => Promise<T>} work
 */
export async function withProgress(what, report, work) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  report(`${what}: started`);
  const timer = setInterval(() => {
    report(`${what}: ${seconds()} s so far`);
  }, signOfLifeMs);
  try {
    const result = await work();
    report(`${what}: ready after ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Lets Ctrl-C and SIGTERM end `work` in order: its signal aborts, it cleans up, and then the process ends by that
 * signal, unless somebody else in this process handles it too.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 */
export async function interruptible(work) {
  const controller = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let received;
  /** @param {NodeJS.Signals} name */
  const onSignal = (name) => {
    received = name;
    controller.abort(new Error(`interrupted by ${name}; what is finished is kept, run the same command to go on`));
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    if (received !== undefined && process.listenerCount(received) === 0) process.kill(process.pid, received);
  }
}
