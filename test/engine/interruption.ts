import assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { attach, type LocalCloud } from "../../local/client.ts";
import { keyDeclarations } from "../../components/foundation/key-declarations.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { phaseOf, Platform } from "./platform.ts";

/** The phase that is up in seconds, with buckets, keys and roles that are real. */
export const phase = "foundation";

/** A one-machine cloud whose runs are cut off, and the law that holds after each. */
export class Interruption {
  readonly platform: Platform;
  readonly cloud: LocalCloud;

  private constructor(platform: Platform, cloud: LocalCloud) {
    this.platform = platform;
    this.cloud = cloud;
  }

  static async create(): Promise<Interruption> {
    const platform = await Platform.create();
    process.env.PLATFORM_STATE_DIR = platform.stateDirectory;
    await platform.run("preview", "local", phase);
    const running = await attach();
    assert.ok(running, "the one-machine cloud is not running after a preview");
    return new Interruption(platform, running);
  }

  /** Nothing deployed, nothing to fail. */
  async clear(): Promise<void> {
    await this.cloud.clearFaults();
    await this.platform.run("destroy", "local", phase);
  }

  async remove(): Promise<void> {
    await this.platform.remove();
    delete process.env.PLATFORM_STATE_DIR;
  }

  /** The next up converges, the one after changes nothing, and what is real is exactly what the state knows. */
  async converges(): Promise<string> {
    const second = await this.platform.run("up", "local", phase);
    assert.equal(second.code, 0, second.stderr + second.stdout);
    const third = await this.platform.report("up", "local", phase);
    assert.deepEqual(phaseOf(third, phase).changes, []);
    const refreshed = await this.platform.report("refresh", "local", phase);
    assert.deepEqual(phaseOf(refreshed, phase).changes, []);
    await this.hasNoOrphans();
    return second.stderr;
  }

  /** Lists both sides: buckets, keys and aliases of the emulator, and the declared ones. */
  async hasNoOrphans(): Promise<void> {
    const { ListBucketsCommand } = await import("@aws-sdk/client-s3");
    const { ListAliasesCommand, ListKeysCommand, DescribeKeyCommand } = await import("@aws-sdk/client-kms");
    const clients = emulatorClients(this.cloud.emulatorEndpoint);
    const buckets = await clients.s3("us-east-1").send(new ListBucketsCommand({}));
    assert.deepEqual(
      buckets.Buckets?.map(({ Name }) => Name),
      ["local-audit-000000000000-us-east-1", "local-logs-000000000000-us-east-1"],
    );
    const kms = clients.kms("us-east-1");
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
    const live = described.filter(({ KeyMetadata: key }) => key?.KeyManager !== "AWS" && key?.KeyState === "Enabled");
    const purposes = Object.keys(keyDeclarations).length;
    assert.equal(live.length, purposes, "live keys in the emulator");
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    assert.equal(
      Aliases.filter(({ AliasName }) => AliasName?.startsWith("alias/local-")).length,
      purposes,
      "aliases in the emulator",
    );
  }

  /** What the engine wrote of the phase's stack. */
  stateFiles(): readonly string[] {
    const folder = `${this.platform.stateDirectory}/backend/.pulumi/stacks/${phase}`;
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return names.filter((name) => name.endsWith(".json")).map((name) => `${folder}/${name}`);
  }
}

/** Resolves when the run has said a line; rejects when it ends before. */
export function said(run: ChildProcess, line: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    run.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (line.test(text)) {
        resolve();
      }
    });
    run.once("exit", (code) => {
      reject(new Error(`platform ended with ${String(code)} before it said ${String(line)}:\n${text}`));
    });
  });
}

/** SIGKILL for the CLI and everything it started: nobody gets to clean up. */
export function killTree(run: ChildProcess): void {
  for (const pid of descendants(run.pid ?? 0)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It was gone already, which is as good.
    }
  }
}

/** A process and all it started, by /proc; the one-machine cloud is no child, it outlives the CLI. */
function descendants(root: number): readonly number[] {
  const parents = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])] as const];
      } catch {
        return [];
      }
    });
  const found = [root];
  for (const pid of found) {
    found.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  }
  return found;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
