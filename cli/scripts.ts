import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { concurrently } from "concurrently";
import { allParts, cloudParts, type Part, toolchain } from "../local/toolchain/index.ts";
import { repository } from "./repository.ts";

/** A script of package.json, which the launcher starts as `run <script>`. Takes arguments and returns the exit code. */
type Script = (args: readonly string[]) => Promise<number>;

/** The launcher has put the Node that runs this first on the PATH. */
const node = ["node", ...process.execArgv].join(" ");

/** Tests of the engine that only record what they deploy; the others bring environments up. */
const recorded = "alarm-coverage|destroy-order|network-zones|offline|protection|role-boundary|upgrades-*";

/**
 * Parts of about the same length that run beside each other, as patterns without the ending of a file: what is only recorded, with
 * plans of whole environments that are made once in a process; environments that come up, and policy; everything else, with real
 * brokers, which waits more than it works.
 */
const parts = [
  ["test/{checkov,roles,policy/mutants}/**/*", `test/engine/@(${recorded})`],
  [`test/engine/!(${recorded})`, "test/policy/{*,!(mutants)/**/*}"],
  ["test/!(engine|checkov|roles|policy)/**/*"],
] as const;

const scripts: Readonly<Record<string, Script>> = {
  check,
  test: (args) => tests([".test.ts"], args),
  // What takes too long for every change is in files of their own.
  "test:full": (args) => tests([".test.ts", ".full-test.ts"], args),
  // A part of `test`, which has set up the tools.
  suite: (args) => mocha(args),
  bench,
  "contracts:record": recordContracts,
  "events:record": recordEvents,
  "policies:record": recordPolicies,
  "roles:record": recordRoles,
  "tags:record": recordTaggableTypes,
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
function check(): Promise<number> {
  const tool = (name: string, args: string): Beside => ({ command: `${node} node_modules/.bin/${name} ${args}` });
  return beside([
    tool("eslint", "--max-warnings 0 ."),
    tool("tsc", "--noEmit"),
    tool("prettier", "--check --log-level warn ."),
  ]);
}

/** Without arguments everything; arguments go to mocha, and with some only what they choose is wanted. */
async function tests(endings: readonly string[], args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    const files = args.some((arg) => arg.endsWith(".ts")) ? [] : endings.map((ending) => `test/**/*${ending}`);
    return mocha([...args, ...files], await toolEnvironment(allParts));
  }
  const checked = await check();
  return checked === 0 ? suites(endings, await toolEnvironment(allParts)) : checked;
}

async function suites(endings: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const counts = fs.mkdtempSync(path.join(os.tmpdir(), "test-counts-"));
  const countsOf = (suite: number): string => path.join(counts, `${suite}.json`);
  const failed = await beside(
    parts.map((patterns, suite) => ({
      command: `${node} cli/scripts.ts suite ${patternsOf(patterns, endings)}`,
      env: { ...environment, TEST_COUNTS_FILE: countsOf(suite), TEST_LANE: String(suite) },
    })),
  );
  addCounts(parts.map((_, suite) => countsOf(suite)));
  fs.rmSync(counts, { recursive: true });
  return failed;
}

/** As a shell takes them: quoted, so that mocha expands them. */
function patternsOf(patterns: readonly string[], endings: readonly string[]): string {
  return patterns.flatMap((pattern) => endings.map((ending) => `'${pattern}${ending}'`)).join(" ");
}

/** One suite, in an environment where the tools are set up. */
function mocha(args: readonly string[], environment = process.env): Promise<number> {
  // A pattern of .mocharc.json would be added to these: the configuration file is for single runs by hand.
  const flags = ["--no-config", "--extension", "ts", "--timeout", "20000", "--forbid-only", "--fail-zero"];
  const reporter = ["--reporter", path.join(repository, "cli/test-reporter.ts")];
  return runTool("mocha", [...flags, ...reporter, ...args], environment);
}

/** Says how many tests there were in all, also in the file that `TEST_COUNTS_FILE` names. A suite that wrote no counts broke. */
function addCounts(files: readonly string[]): void {
  const counts = files.map((file) =>
    fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, "utf8")) as { passed: number; failed: number }) // written by test-reporter.ts
      : { passed: 0, failed: 1 },
  );
  const sum = (key: "passed" | "failed"): number => counts.reduce((total, count) => total + count[key], 0);
  const all = { passed: sum("passed"), failed: sum("failed") };
  console.log(`\n${all.passed} passed, ${all.failed} failed`);
  const { TEST_COUNTS_FILE: file = "" } = process.env;
  if (file !== "") fs.writeFileSync(file, JSON.stringify(all));
}

/** Writes down the contracts as they are, formatted as `check` wants it. */
async function recordContracts(args: readonly string[]): Promise<number> {
  const recorded = await run(process.execPath, [...process.execArgv, "contracts/stacks/record.ts", ...args]);
  return recorded === 0
    ? runTool("prettier", ["--write", "--log-level", "warn", "contracts/stacks/stable.json"])
    : recorded;
}

/** Writes everything that is generated from the schemas of events. */
function recordEvents(args: readonly string[]): Promise<number> {
  return run(process.execPath, [...process.execArgv, "contracts/events/record.ts", ...args]);
}

/** Writes down what every role may do, from the resources that the engine plans. */
async function recordRoles(): Promise<number> {
  const environment = await toolEnvironment(["pulumi"]);
  return run(process.execPath, [...process.execArgv, "test/roles/record.ts"], environment);
}

/** Writes down which types of the installed AWS SDK take tags, formatted as `check` wants it. */
async function recordTaggableTypes(args: readonly string[]): Promise<number> {
  const recorded = await run(process.execPath, [...process.execArgv, "policy/tagging/record.ts", ...args]);
  return recorded === 0
    ? runTool("prettier", ["--write", "--log-level", "warn", "policy/tagging/taggable-types.json"])
    : recorded;
}

/** Writes the page of all policy rules, formatted as `check` wants it. */
async function recordPolicies(): Promise<number> {
  const recorded = await run(process.execPath, [...process.execArgv, "cli/policy/record.ts"]);
  return recorded === 0 ? runTool("prettier", ["--write", "--log-level", "warn", "docs/policies.md"]) : recorded;
}

/** All benchmarks, or the one that the first argument names; further arguments are that benchmark's. */
async function bench([name, ...args]: readonly string[]): Promise<number> {
  const all = fs
    .globSync("bench/*.ts", { cwd: repository })
    .map((file) => path.basename(file, ".ts"))
    .sort();
  const chosen = name === undefined ? all : all.filter((one) => one === name);
  if (chosen.length === 0) {
    console.error(`There is no benchmark ${name ?? ""} in bench/; benchmarks: ${all.join(", ")}.`);
    return 1;
  }
  const environment = await toolEnvironment(cloudParts);
  let result = 0;
  for (const one of chosen) {
    const file = path.join("bench", `${one}.ts`);
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

interface Beside {
  readonly command: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs commands at once. The output of the first is seen as it comes, that of the next when it is its turn. */
async function beside(commands: readonly Beside[]): Promise<number> {
  // A tool that writes to a pipe leaves out colours unless it is told.
  const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const { result } = concurrently(
    commands.map(({ command, env = {} }) => ({ command, env: { ...colours, ...env } })),
    { cwd: repository, group: true, prefix: "none" },
  );
  return result.then(
    () => 0,
    () => 1,
  );
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
