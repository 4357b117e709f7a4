import { spawn } from "node:child_process";
import { statfsSync } from "node:fs";
import { cacheDirectory } from "./cache.mjs";

/** Lines of a failed command's output that its error shows. */
const shownLines = 20;
/** Output kept in memory to cut those lines from. */
const keptCharacters = 16_000;

/** With less than this left, no step of the set-up can finish. */
const fullBelowBytes = 32 * 1024 * 1024;

/**
 * @typedef {object} Command
 * @property {string} what what it does, for the message when it fails
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 */

/** A command of the set-up failed: what, where, and its last lines. */
export class CommandError extends Error {}

/**
 * Runs a command to its end and returns its standard output.
 *
 * @param {Command} command
 * @param {AbortSignal} signal ends the command
 * @returns {Promise<string>}
 * @throws {CommandError}
 */
export async function run({ what, command, args, cwd = process.cwd(), env = process.env }, signal) {
  signal.throwIfAborted();
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  let output = "";
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    output += text;
    all = (all + text).slice(-keptCharacters);
  });
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    all = (all + text).slice(-keptCharacters);
  });
  try {
    /** @type {number | NodeJS.Signals | null} */
    const end = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, by) => {
        resolve(code ?? by);
      });
    });
    signal.throwIfAborted();
    if (end !== 0) throw new CommandError(describe({ what, command, args, cwd, end, all }));
    return output;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** @param {{ what: string, command: string, args: readonly string[], cwd: string, end: unknown, all: string }} failure */
function describe({ what, command, args, cwd, end, all }) {
  const lines = all.trimEnd().split("\n").slice(-shownLines);
  return [
    `${what} failed (${typeof end === "number" ? `exit ${end}` : String(end)}).`,
    `  command: ${[command, ...args].join(" ")}`,
    `  in:      ${cwd}`,
    ...lines.map((line) => `  | ${line}`),
    `  ${remedy(all)}`,
  ].join("\n");
}

/** @param {string} output */
function remedy(output) {
  if (/ENOSPC|No space left on device/i.test(output) || isCacheDiskFull()) {
    return "The disk is full: make room, or put the cache elsewhere with PLATFORM_CACHE_DIR, then run the same command again.";
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|no such host|Temporary failure in name resolution|Name or service not known|Connection refused|UnknownHost|Failed to establish a new connection/i.test(
      output,
    )
  ) {
    return "The package registry was not reached: check the network and the proxy settings, then run the same command again.";
  }
  return "Correct what it says and run the same command again; what was finished is kept.";
}

/** Some commands hide why they failed, Python's venv among them; the disk is as it was when they did. */
function isCacheDiskFull() {
  try {
    const { bavail, bsize } = statfsSync(cacheDirectory());
    return bavail * bsize < fullBelowBytes;
  } catch {
    return false;
  }
}
