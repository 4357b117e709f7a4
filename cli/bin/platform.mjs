#!/usr/bin/env node
// Runs before anything is installed and on an older Node than the rest: plain JavaScript, no packages.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const oldestNode = 20;
/** @type {(text: string) => { node: { version: string, minimum: string } }} the part of our list that is read here */
const parse = JSON.parse;
const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.error(
    `Node ${oldestNode} or later is needed to start, and this is ${process.versions.node}. Install Node 22 and run the same command again.`,
  );
  process.exit(1);
}

try {
  const node = await prepare();
  const [first, ...rest] = process.argv.slice(2);
  const args = first === "run" ? ["cli/scripts.ts", ...rest] : ["cli/main.ts", ...process.argv.slice(2)];
  const [program = "", ...own] = args;
  await hand(node, [path.join(repository, program), ...own]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {Promise<string>} the Node to run programs with, after making sure that their packages are there */
async function prepare() {
  const toolchain = new URL("../../local/toolchain/", import.meta.url);
  const { interruptible } = await import("../../local/toolchain/launcher/cache.mjs");
  const { ensureNode } = await import("../../local/toolchain/launcher/node.mjs");
  const { ensureDependencies } = await import("../../local/toolchain/launcher/dependencies.mjs");
  const pins = parse(readFileSync(new URL("pins.json", toolchain), "utf8"));
  const report = (/** @type {string} */ message) => {
    console.error(message);
  };
  return interruptible(async (signal) => {
    await ensureDependencies(repository, report, signal);
    return ensureNode(pins.node, report, signal);
  });
}

/**
 * Runs the program in this process's place: same terminal, same signals, same end.
 *
 * @param {string} node
 * @param {readonly string[]} args
 */
async function hand(node, args) {
  const env = {
    ...process.env,
    PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
    // Programs, policy packs and the CLI are many short processes of the same large modules: compile them once.
    NODE_COMPILE_CACHE:
      process.env.NODE_COMPILE_CACHE ?? path.join(repository, "node_modules/.cache/node-compile-cache"),
  };
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", ...args], { stdio: "inherit", env });
  // A terminal sends Ctrl-C and its hang-up to every process in it: passing them on would deliver them twice.
  const fromTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  for (const name of /** @type {const} */ (["SIGINT", "SIGHUP", "SIGTERM"])) {
    process.on(name, () => {
      if (name === "SIGTERM" || !fromTerminal) child.kill(name);
    });
  }
  /** @type {number | NodeJS.Signals} */
  const end = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve(code ?? signal ?? 1);
    });
  });
  if (typeof end === "number") {
    process.exitCode = end;
    return;
  }
  process.removeAllListeners(end);
  process.kill(process.pid, end);
}
