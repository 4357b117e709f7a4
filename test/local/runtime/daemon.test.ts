import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as net from "node:net";
import { attach, connect } from "../../../local/client.ts";
import { livingDaemon, writeDaemonFile } from "../../../local/runtime/daemon-file.ts";
import { accepts, listen, portsFrom } from "../../../local/runtime/ports.ts";
import { identify, isAlive } from "../../../local/runtime/process-identity.ts";
import type { StateDirectory } from "../../../local/runtime/state-directory.ts";
import { toolchain } from "../../../local/toolchain/index.ts";
import { freePortBase, temporaryState } from "./temporary-state.ts";

describe("the supervisor", function () {
  this.timeout(120_000);
  const { PLATFORM_STATE_DIR, PLATFORM_PORT_BASE } = process.env;
  let state: StateDirectory;
  let base: number;

  before(async function () {
    // A cold set-up takes minutes and says so.
    this.timeout(1_200_000);
    await toolchain(["java", "kafka", "emulator"], (line) => {
      console.log(line);
    });
  });
  beforeEach(async () => {
    state = temporaryState();
    base = await freePortBase();
    process.env.PLATFORM_STATE_DIR = state.root;
    process.env.PLATFORM_PORT_BASE = String(base);
  });
  afterEach(async () => {
    await (await attach())?.stop();
    Object.assign(process.env, { PLATFORM_STATE_DIR, PLATFORM_PORT_BASE });
    if (PLATFORM_STATE_DIR === undefined) delete process.env.PLATFORM_STATE_DIR;
    if (PLATFORM_PORT_BASE === undefined) delete process.env.PLATFORM_PORT_BASE;
    fs.rmSync(state.root, { recursive: true });
  });

  it("says what it starts, answers, and leaves no process and no port when it is stopped", async () => {
    const said: string[] = [];
    const cloud = await connect({ report: (line) => said.push(line) });
    assert.ok(said.includes("AWS emulator: starting"), said.join("\n"));
    const { pid, processes } = await cloud.status();
    const running = [pid, ...processes.map((child) => child.pid ?? 0)].map(identify);
    assert.equal(fs.statSync(state.daemonFile).mode & 0o777, 0o600);
    const session = await cloud.openSession();
    const port = Number(session.debugProviders.split(":").at(-1));
    assert.equal(await accepts(port), true);
    assert.deepEqual((await session.report()).real, {});

    await cloud.stop();
    for (const identity of running) assert.ok(identity !== undefined && !isAlive(identity));
    const { control, emulator } = portsFrom(base);
    assert.deepEqual(await Promise.all([control, emulator, port].map(accepts)), [false, false, false]);
    assert.equal(await attach(), undefined);
    await session.close();
  });

  it("is one, when two start at once", async () => {
    const [one, other] = await Promise.all([connect(), connect()]);
    assert.equal((await one.status()).pid, (await other.status()).pid);
    assert.equal((await one.status()).processes.length, 1);
  });

  it("after it was killed, is started again and ends exactly the processes it had left", async () => {
    const first = await (await connect()).status();
    const orphan = identify(first.processes[0]?.pid ?? 0);
    assert(orphan !== undefined);
    process.kill(first.pid, "SIGKILL");
    while (identify(first.pid) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(isAlive(orphan), true);

    const said: string[] = [];
    const second = await (await connect({ report: (line) => said.push(line) })).status();
    assert.notEqual(second.pid, first.pid);
    assert.equal(isAlive(orphan), false);
    assert.ok(said.includes(`Stopping what an earlier run left: AWS emulator (${orphan.pid})`), said.join("\n"));
  });

  it("is not taken for alive when another process has its number", () => {
    writeDaemonFile(state, { pid: process.pid, startTime: "an earlier one", port: base, token: "t" });
    assert.equal(livingDaemon(state), undefined);
  });

  it("fails when a port is busy: the message names the port and the way out, and nothing stays", async () => {
    for (const port of [portsFrom(base).control, portsFrom(base).emulator]) {
      const squatter = net.createServer();
      await listen(squatter, port);
      try {
        await assert.rejects(connect(), new RegExp(`Port ${port} on 127.0.0.1, .* PLATFORM_PORT_BASE=<number>`, "s"));
      } finally {
        squatter.close();
      }
      while (livingDaemon(state) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
