import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { cacheDirectory, withProgress } from "./cache.mjs";
import { run } from "./command.mjs";
import { withLock } from "./lock.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 */

/** @type {(text: string) => { packages: Record<string, LockedPackage> }} npm writes it in this shape */
const parse = JSON.parse;

/**
 * Makes `node_modules` what `package-lock.json` says, when it is not so already.
 *
 * @param {string} repository
 * @param {(message: string) => void} report
 * @param {AbortSignal} signal
 */
export async function ensureDependencies(repository, report, signal) {
  const stamp = path.join(repository, "node_modules/.installed-lockfile");
  if (isInstalled(repository, stamp)) return;
  // The lock lives in the cache: npm removes node_modules, and a lock in it, while it works.
  const cache = cacheDirectory();
  await mkdir(cache, { recursive: true });
  const file = path.join(cache, `npm-ci-${sha256(repository).slice(0, 16)}.lock`);
  await withLock({ file, what: "npm packages", report, signal }, async () => {
    if (isInstalled(repository, stamp)) return;
    if (!holdsLocked(repository)) {
      await withProgress("npm packages", report, async () => {
        const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev"];
        await run({ what: "Installing the npm packages", command: "npm", args, cwd: repository }, signal);
      });
    }
    await writeFile(stamp, lockfileHash(repository));
  });
}

/**
 * @param {string} repository
 * @param {string} stamp
 */
function isInstalled(repository, stamp) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockfileHash(repository);
}

/**
 * Whether npm's own record of what it installed (after a plain `npm install`, say) holds all that is locked: then
 * nothing is installed anew. Optional packages are for some platforms only and do not count.
 *
 * @param {string} repository
 */
function holdsLocked(repository) {
  const record = path.join(repository, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(path.join(repository, "package-lock.json")))
    .filter(([name, locked]) => name.startsWith("node_modules/") && locked.optional !== true)
    .every(([name, locked]) => {
      const found = installed[name];
      return found?.version === locked.version && found?.integrity === locked.integrity && found?.link === locked.link;
    });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return parse(readFileSync(file, "utf8")).packages;
}

/** @param {string} repository */
function lockfileHash(repository) {
  return sha256(readFileSync(path.join(repository, "package-lock.json"), "utf8"));
}

/** @param {string} text */
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
