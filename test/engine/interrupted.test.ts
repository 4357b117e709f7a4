import assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { attach, type LocalCloud } from "../../local/client.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { phaseOf, Platform } from "./platform.ts";

// F23 to F25 of the failure suite on the phase that is up in seconds and all of whose types are real: what is proven is the
// engine, the state and `platform`, which are the same for every phase.
const phase = "foundation";

describe("platform up, interrupted", function () {
  this.timeout(300_000);
  let platform: Platform;
  let cloud: LocalCloud;

  before(async () => {
    platform = await Platform.create();
    process.env.PLATFORM_STATE_DIR = platform.stateDirectory;
    await platform.run("up", "local", phase);
    const running = await attach();
    assert.ok(running, "the one-machine cloud is not running after an up");
    cloud = running;
  });

  beforeEach(async () => {
    await cloud.clearFaults();
    await platform.run("destroy", "local", phase);
  });

  after(async () => {
    await platform.remove();
    delete process.env.PLATFORM_STATE_DIR;
  });

  /** The next up converges, the one after changes nothing, and what is real is exactly what the state knows. */
  async function converges(): Promise<string> {
    const second = await platform.run("up", "local", phase);
    assert.equal(second.code, 0, second.stderr + second.stdout);
    const third = await platform.report("up", "local", phase);
    assert.deepEqual(phaseOf(third, phase).changes, []);
    const refreshed = await platform.report("refresh", "local", phase);
    assert.deepEqual(phaseOf(refreshed, phase).changes, []);
    await hasNoOrphans();
    return second.stderr;
  }

  /** Lists both sides: buckets, keys and aliases of the emulator, and the declared ones. */
  async function hasNoOrphans(): Promise<void> {
    const { ListBucketsCommand } = await import("@aws-sdk/client-s3");
    const { ListAliasesCommand, ListKeysCommand, DescribeKeyCommand } = await import("@aws-sdk/client-kms");
    const clients = emulatorClients(cloud.emulatorEndpoint);
    const buckets = await clients.s3("us-east-1").send(new ListBucketsCommand({}));
    assert.deepEqual(
      buckets.Buckets?.map(({ Name }) => Name),
      ["local-logs-000000000000-us-east-1"],
    );
    const kms = clients.kms("us-east-1");
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
    const live = described.filter(({ KeyMetadata: key }) => key?.KeyManager !== "AWS" && key?.KeyState === "Enabled");
    assert.equal(live.length, 6, "live keys in the emulator");
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    assert.equal(
      Aliases.filter(({ AliasName }) => AliasName?.startsWith("alias/local-")).length,
      6,
      "aliases in the emulator",
    );
  }

  it("killed three times in a row, each time further on: state stays valid, the next up continues", async () => {
    for (const milliseconds of [2_500, 5_000, 8_000]) {
      const run = platform.start("up", "local", phase);
      await pause(milliseconds);
      killTree(run);
      for (const file of stateFiles()) {
        JSON.parse(fs.readFileSync(file, "utf8"));
      }
    }
    await converges();
  });

  it("killed in the middle of a create: the lock of the dead engine is broken, and said", async () => {
    await cloud.setFaults([
      { type: "aws:s3/bucketVersioning:BucketVersioning", operation: "create", kind: "hang", times: 1 },
    ]);
    const run = platform.start("up", "local", phase);
    await said(run, /foundation\s+preview/);
    await pause(8_000);
    killTree(run);
    await cloud.clearFaults();
    const stderr = await converges();
    assert.match(stderr, /the lock belongs to a process that is gone/);
  });

  it("with an error of the provider: says which resource, keeps the others", async () => {
    await cloud.setFaults([
      {
        type: "aws:kms/key:Key",
        name: "keys-lake",
        operation: "create",
        kind: "error",
        message: "KMSInternalException: try later",
        times: 1,
      },
    ]);
    const { code, stdout } = await platform.run("up", "local", phase);
    assert.equal(code, 1);
    assert.match(stdout, /foundation, keys-lake:\n(.*\n)*?.*KMSInternalException: try later/);
    await converges();
  });

  it("killed when a create was done and its reply was not there yet: the next up adopts what was made, and says so", async () => {
    await cloud.setFaults([
      { type: "aws:kms/key:Key", name: "keys-lake", operation: "create", kind: "lost-reply", times: 1 },
    ]);
    const run = platform.start("up", "local", phase);
    const made = async (): Promise<boolean> =>
      (await cloud.journal()).filter(({ urn }) => urn.endsWith("::keys-lake")).at(-1)?.operation === "create";
    while (!(await made())) {
      await pause(200);
    }
    killTree(run);
    await cloud.clearFaults();
    const stderr = await converges();
    assert.match(stderr, /aws:kms\/key:Key "keys-lake": its create was cut off; adopted/);
  });

  it("by a second up of the same phase: one of them waits its turn or is told who holds the lock", async () => {
    const [one, two] = await Promise.all([platform.run("up", "local", phase), platform.run("up", "local", phase)]);
    assert.ok(one.code === 0 || two.code === 0, "neither of two concurrent ups succeeded");
    for (const { code, stdout } of [one, two]) {
      assert.ok(code === 0 || stdout.includes("currently locked"), stdout);
    }
    await converges();
  });

  /** What the engine wrote of the phase's stack. */
  function stateFiles(): readonly string[] {
    const folder = `${platform.stateDirectory}/backend/.pulumi/stacks/${phase}`;
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return names.filter((name) => name.endsWith(".json")).map((name) => `${folder}/${name}`);
  }
});

/** Resolves when the run has said a line; rejects when it ends before. */
function said(run: ChildProcess, line: RegExp): Promise<void> {
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
function killTree(run: ChildProcess): void {
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
