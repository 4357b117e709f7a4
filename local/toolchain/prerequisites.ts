import { accessSync, constants, existsSync } from "node:fs";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { isAtLeast } from "./launcher/version.mjs";
import { pins } from "./pins.ts";

/** A tool this machine has to bring. */
export type Tool = "pulumi" | "go" | "java" | "python";

/** What was found of a tool. `path` is set only when it is good enough. */
export interface Check {
  readonly tool: Tool;
  /** What is needed, in words: "Java 17 to 22". */
  readonly needed: string;
  /** What was found, in words: "Java 11.0.2 (<path>)", one item per candidate. */
  readonly found: readonly string[];
  readonly ok: boolean;
  /** Only Pulumi: without it, the CLI is built with Go. */
  readonly optional: boolean;
  readonly path?: string;
  readonly version?: string;
  /** How to install it on this platform. */
  readonly install: string;
}

/** Tools are missing; the message names all of them. */
export class PrerequisiteError extends Error {
  override readonly name = "PrerequisiteError";
}

interface Definition {
  readonly needed: string;
  readonly optional?: boolean;
  candidates(environment: NodeJS.ProcessEnv): readonly string[];
  readonly versionArgs: readonly string[];
  readonly versionPattern: RegExp;
  accepts(version: string): boolean;
  /** A reason against a candidate of the right version. */
  objection?(executable: string, environment: NodeJS.ProcessEnv): Promise<string | undefined>;
  readonly install: { readonly darwin: string; readonly linux: string };
}

const definitions: Record<Tool, Definition> = {
  pulumi: {
    needed: `Pulumi CLI ${pins.pulumi.version} or later`,
    optional: true,
    candidates: (environment) => onPath(["pulumi"], environment),
    versionArgs: ["version"],
    versionPattern: /v?(\d+(?:\.\d+)+)/,
    accepts: (version) => isAtLeast(version, pins.pulumi.version),
    objection: (executable) =>
      Promise.resolve(
        existsSync(path.join(path.dirname(executable), "pulumi-language-nodejs"))
          ? undefined
          : "without pulumi-language-nodejs beside it",
      ),
    install: { darwin: "brew install pulumi/tap/pulumi", linux: "see Pulumi's installation page" },
  },
  go: {
    needed: `Go ${pins.go.minimum} or later`,
    candidates: (environment) => onPath(["go"], environment),
    versionArgs: ["version"],
    versionPattern: /go(\d+(?:\.\d+)+)/,
    accepts: (version) => isAtLeast(version, pins.go.minimum),
    install: { darwin: "brew install go", linux: "take the archive from Go's download page" },
  },
  java: {
    // Spark 3.5 calls Subject.getSubject, which Java 23 and later refuse.
    needed: `Java ${pins.java.minimum} to ${Number(pins.java.below) - 1}`,
    candidates: (environment) => [...inJavaHome(environment), ...onPath(["java"], environment)],
    versionArgs: ["-version"],
    versionPattern: /version "(\d+(?:\.\d+)*)/,
    accepts: (version) => isAtLeast(version, pins.java.minimum) && !isAtLeast(version, pins.java.below),
    install: {
      darwin: "brew install openjdk@17, then set JAVA_HOME to it",
      linux: "apt install openjdk-17-jre-headless, or dnf install java-17-openjdk-headless",
    },
  },
  python: {
    needed: `Python ${pins.python.minimum} or later, with venv`,
    // 3.11 first: it is what AWS Glue 5 runs.
    candidates: (environment) => onPath(["python3.11", "python3.12", "python3.13", "python3", "python"], environment),
    versionArgs: ["--version"],
    versionPattern: /Python (\d+(?:\.\d+)+)/,
    accepts: (version) => isAtLeast(version, pins.python.minimum),
    objection: async (executable, environment) =>
      (await outputOf(executable, ["-c", "import ensurepip, venv"], environment)) === undefined
        ? "without its venv module"
        : undefined,
    install: {
      darwin: "brew install python@3.11",
      linux: "apt install python3 python3-venv, or dnf install python3.11",
    },
  },
};

/**
 * Looks for every tool, for `platform doctor`.
 *
 * @param environment where PATH and JAVA_HOME are read.
 */
export function prerequisites(environment: NodeJS.ProcessEnv = process.env): Promise<Check[]> {
  return Promise.all((["pulumi", "go", "java", "python"] as const).map((tool) => checkTool(tool, environment)));
}

/** Looks for one tool: the first candidate that is good enough, or what is wrong with each. */
export async function checkTool(tool: Tool, environment: NodeJS.ProcessEnv = process.env): Promise<Check> {
  const definition = definitions[tool];
  const base = {
    tool,
    needed: definition.needed,
    optional: definition.optional ?? false,
    install: process.platform === "darwin" ? definition.install.darwin : definition.install.linux,
  };
  const found: string[] = [];
  for (const candidate of definition.candidates(environment)) {
    const output = await outputOf(candidate, definition.versionArgs, environment);
    const version = definition.versionPattern.exec(output ?? "")?.[1];
    if (version === undefined) {
      found.push(`${candidate} (does not tell its version)`);
      continue;
    }
    if (!definition.accepts(version)) {
      found.push(`${version} (${candidate})`);
      continue;
    }
    const objection = await definition.objection?.(candidate, environment);
    found.push(`${version} (${candidate}${objection === undefined ? "" : `, ${objection}`})`);
    if (objection === undefined) return { ...base, found, ok: true, path: candidate, version };
  }
  return { ...base, found, ok: false };
}

/**
 * One message about everything that is missing.
 *
 * @throws {PrerequisiteError}
 */
export function refuseMissing(checks: readonly Check[]): void {
  const missing = checks.filter((check) => !check.ok && !check.optional);
  if (missing.length === 0) return;
  const lines = missing.map(({ tool, needed, found, install }) => {
    const instead =
      tool === "go"
        ? ` (builds the Pulumi CLI; ${definitions.pulumi.needed} on the PATH does as well${pulumiFound(checks)})`
        : "";
    return `  - ${needed}${instead}\n    found:   ${found.join("; ") || "none"}\n    install: ${install}`;
  });
  throw new PrerequisiteError(
    `This machine lacks what is needed:\n${lines.join("\n")}\nInstall it and run the same command again.`,
  );
}

function pulumiFound(checks: readonly Check[]): string {
  const found = checks.find((check) => check.tool === "pulumi")?.found ?? [];
  return found.length === 0 ? "" : `, found ${found.join("; ")}`;
}

function inJavaHome(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment.JAVA_HOME;
  return home === undefined || home === "" ? [] : [path.join(home, "bin/java")].filter(isExecutable);
}

/** Every executable of these names on the PATH; the order of names comes before the order of folders. */
function onPath(names: readonly string[], environment: NodeJS.ProcessEnv): readonly string[] {
  const folders = (environment.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return [...new Set(names.flatMap((name) => folders.map((folder) => path.join(folder, name))))].filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Standard output and error of a command, undefined when it fails. */
async function outputOf(
  executable: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    // Long enough for a slow disk; a shim that waits for input must not hang the set-up.
    const { stdout, stderr } = await promisify(execFile)(executable, args, { env: environment, timeout: 20_000 });
    return stdout + stderr;
  } catch {
    return undefined;
  }
}
