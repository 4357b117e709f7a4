import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheDirectory, ensureCached } from "./cache.mjs";
import { run } from "./command.mjs";
import { isAtLeast } from "./version.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../node");

/** @type {(text: string) => { packages: Record<string, unknown> }} npm wrote it in this shape */
const parse = JSON.parse;

/**
 * The Node that runs the programs: the one running now where it is recent enough, else the pinned one from npm.
 *
 * @param {{ version: string, minimum: string }} pin
 * @param {(message: string) => void} report
 * @param {AbortSignal} signal
 * @returns {Promise<string>} path of the executable
 */
export async function ensureNode(pin, report, signal) {
  if (isAtLeast(process.versions.node, pin.minimum)) return process.execPath;
  const name = `${process.platform}-${process.arch}`;
  const lock = readFileSync(path.join(folder, "package-lock.json"), "utf8");
  const { packages } = parse(lock);
  const executable = `node_modules/node-${name}/bin/node`;
  if (!(`node_modules/node-${name}` in packages)) {
    throw new Error(
      `Node ${pin.minimum} or later is needed and this is ${process.versions.node}; npm has no Node for ${name}, so install Node 22 yourself and run the same command again.`,
    );
  }
  const hash = createHash("sha256").update(lock).update(name).digest("hex").slice(0, 16);
  const directory = path.join(cacheDirectory(), `node-${hash}`);
  await ensureCached(
    {
      directory,
      what: `Node ${pin.version} (this machine's is ${process.versions.node})`,
      intact: (found) => existsSync(path.join(found, executable)),
      build: async (temporary) => {
        for (const file of ["package.json", "package-lock.json"]) {
          await cp(path.join(folder, file), path.join(temporary, file));
        }
        const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=optional"];
        await run({ what: `Getting Node ${pin.version} from npm`, command: "npm", args, cwd: temporary }, signal);
        const node = path.join(temporary, executable);
        await run({ what: `Starting Node ${pin.version}`, command: node, args: ["--version"] }, signal);
      },
    },
    report,
    signal,
  );
  return path.join(directory, executable);
}
