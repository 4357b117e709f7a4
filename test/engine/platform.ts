import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { repository } from "../../cli/repository.ts";
import { freePortBase } from "../local/runtime/temporary-state.ts";

/** What a run of the CLI did. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `--json` report of a command over phases, as far as tests look at it. */
export interface Report {
  readonly succeeded: boolean;
  readonly phases: readonly PhaseReport[];
}

export interface PhaseReport {
  readonly phase: string;
  readonly succeeded?: boolean;
  readonly blockedBy?: readonly string[];
  readonly resources: number;
  readonly changes: readonly {
    readonly operation: string;
    readonly type: string;
    readonly name: string;
    readonly urn: string;
  }[];
  readonly policy: {
    readonly passed: number;
    readonly failed: readonly unknown[];
    readonly undecided: readonly unknown[];
  };
  readonly errors: readonly { readonly message: string }[];
  readonly types?: {
    readonly real: Readonly<Record<string, number>>;
    readonly recorded: Readonly<Record<string, number>>;
  };
}

/** The real CLI with a one-machine cloud and environment files of its own; remove it when done. */
export class Platform {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "platform-test-"));
  readonly configDirectory = path.join(this.root, "config");
  readonly stateDirectory = path.join(this.root, "state");
  readonly #portBase: number;

  private constructor(portBase: number) {
    this.#portBase = portBase;
    fs.mkdirSync(this.configDirectory);
    for (const environment of ["local", "dev", "test", "prod"]) {
      fs.copyFileSync(path.join(repository, `Pulumi.${environment}.yaml`), this.environmentFile(environment));
    }
  }

  static async create(): Promise<Platform> {
    return new Platform(await freePortBase());
  }

  environmentFile(environment: string): string {
    return path.join(this.configDirectory, `Pulumi.${environment}.yaml`);
  }

  /** Replaces text in an environment file. */
  edit(environment: string, from: string | RegExp, to: string): void {
    const file = this.environmentFile(environment);
    const before = fs.readFileSync(file, "utf8");
    const after = before.replace(from, to);
    if (after === before) {
      throw new Error(`${file} does not hold ${String(from)}`);
    }
    fs.writeFileSync(file, after);
  }

  get variables(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PLATFORM_CONFIG_DIR: this.configDirectory,
      PLATFORM_STATE_DIR: this.stateDirectory,
      PLATFORM_PORT_BASE: String(this.#portBase),
      // A machine's own credentials must not lead a test to AWS.
      AWS_ACCESS_KEY_ID: undefined,
      AWS_PROFILE: undefined,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  /** Starts a command and leaves it running. */
  start(...args: readonly string[]): ChildProcess {
    return spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", path.join(repository, "cli/main.ts"), ...args],
      {
        cwd: this.root,
        env: this.variables,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
  }

  async run(...args: readonly string[]): Promise<Run> {
    const child = this.start(...args);
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const [code, stdout, stderr] = await Promise.all([exit, read(child.stdout), read(child.stderr)]);
    return { code, stdout, stderr };
  }

  /** Runs a command over phases and returns its report, with the exit code. */
  async report(...args: readonly string[]): Promise<Report & { readonly code: number | null }> {
    const { code, stdout, stderr } = await this.run(...args, "--json");
    if (stdout === "") {
      throw new Error(`platform ${args.join(" ")} wrote no report (exit ${String(code)}):\n${stderr}`);
    }
    return { ...(JSON.parse(stdout) as Report), code }; // written by cli/report/run-report.ts
  }

  async remove(): Promise<void> {
    await this.run("stop");
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** The report of one phase. */
export function phaseOf(report: Report, phase: string): PhaseReport {
  const found = report.phases.find((candidate) => candidate.phase === phase);
  if (found === undefined) {
    throw new Error(`The report holds no phase ${phase}; it holds ${report.phases.map((one) => one.phase).join(", ")}`);
  }
  return found;
}

function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? Promise.resolve("") : text(stream);
}
