import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import * as path from "node:path";
import { allParts, cloudParts, type Part, toolchain } from "../local/toolchain/index.ts";
import { repository } from "./repository.ts";

/** A script of package.json, which the launcher starts as `run <script>`. Takes arguments and returns the exit code. */
type Script = (args: readonly string[]) => Promise<number>;

const scripts: Readonly<Record<string, Script>> = {
  check,
  test: (args) => tests(["test/**/*.test.ts"], args),
  // What takes too long for every change is in files of their own.
  "test:full": (args) => tests(["test/**/*.test.ts", "test/**/*.full-test.ts"], args),
  bench,
  "contracts:record": recordContracts,
};

const [name = "", ...args] = process.argv.slice(2);
const script = scripts[name];
try {
  if (script === undefined) {
    throw new Error(`There is no script "${name}"; scripts: ${Object.keys(scripts).join(", ")}.`);
  }
  process.exitCode = await script(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Format, lint and types; all of them, so that one run shows every problem. */
async function check(): Promise<number> {
  const results = [
    await runTool("prettier", ["--check", "--log-level", "warn", "."]),
    await runTool("eslint", ["--max-warnings", "0", "."]),
    await runTool("tsc", ["--noEmit"]),
  ];
  return Math.max(...results);
}

/** Arguments go to mocha; with some, only what they choose is wanted, so the checks are left out. */
async function tests(specs: readonly string[], args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    const checked = await check();
    if (checked !== 0) return checked;
  }
  const environment = await toolEnvironment(allParts);
  const files = args.some((arg) => arg.endsWith(".ts")) ? [] : specs;
  // A pattern of .mocharc.json would be added to these: the configuration file is for single runs by hand.
  const flags = ["--no-config", "--extension", "ts", "--timeout", "20000", "--forbid-only", "--fail-zero"];
  const reporter = ["--reporter", path.join(repository, "cli/test-reporter.ts")];
  return runTool("mocha", [...flags, ...reporter, ...args, ...files], environment);
}

/** Writes down the contracts as they are, formatted as `check` wants it. */
async function recordContracts(args: readonly string[]): Promise<number> {
  const recorded = await run(process.execPath, [...process.execArgv, "contracts/stacks/record.ts", ...args]);
  return recorded === 0
    ? runTool("prettier", ["--write", "--log-level", "warn", "contracts/stacks/stable.json"])
    : recorded;
}

async function bench(args: readonly string[]): Promise<number> {
  const files = globSync("bench/*.ts", { cwd: repository }).sort();
  if (files.length === 0) {
    console.error("There is no benchmark in bench/.");
    return 1;
  }
  const environment = await toolEnvironment(cloudParts);
  let result = 0;
  for (const file of files) {
    result = Math.max(result, await run(process.execPath, [...process.execArgv, file, ...args], environment));
  }
  return result;
}

/** The environment in which these parts are set up and `pulumi` is on the PATH. */
async function toolEnvironment(parts: readonly Part[]): Promise<NodeJS.ProcessEnv> {
  const { pulumi } = await toolchain(parts, (message) => {
    console.error(message);
  });
  const first = pulumi === undefined ? [] : [pulumi.binDir];
  return { ...process.env, PATH: [...first, process.env.PATH].join(path.delimiter) };
}

/** Runs a tool from node_modules on this Node. */
function runTool(tool: string, args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<number> {
  return run(
    process.execPath,
    [...process.execArgv, path.join(repository, "node_modules/.bin", tool), ...args],
    environment,
  );
}

function run(command: string, args: readonly string[], environment = process.env): Promise<number> {
  const child = spawn(command, args, { cwd: repository, env: environment, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
