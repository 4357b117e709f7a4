import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Children } from "../../../local/runtime/children.ts";
import { RuntimeLog } from "../../../local/runtime/log.ts";
import { identify, isAlive } from "../../../local/runtime/process-identity.ts";
import { SupervisedProcess } from "../../../local/runtime/supervised-process.ts";
import type { StateDirectory } from "../../../local/runtime/state-directory.ts";
import { temporaryState } from "./temporary-state.ts";

/** Writes a file when it is ready. */
const script = "echo starting; touch ready; exec sleep 60";

class QuietLog extends RuntimeLog {
  override readonly write = (): void => undefined;
}

describe("SupervisedProcess", () => {
  let state: StateDirectory;
  let children: Children;
  beforeEach(() => {
    state = temporaryState();
    children = new Children(state.childrenFile);
  });
  afterEach(() => {
    fs.rmSync(state.root, { recursive: true });
  });

  function shell(command: string): SupervisedProcess {
    return new SupervisedProcess(
      {
        name: "test process",
        command: "/bin/sh",
        args: ["-c", command],
        cwd: state.root,
        env: process.env,
        logFile: path.join(state.logs, "test.log"),
        isReady: () => Promise.resolve(fs.existsSync(path.join(state.root, "ready"))),
        readyBoundMs: 10_000,
        stopBoundMs: 5_000,
      },
      children,
      new QuietLog(),
    );
  }

  const kept = (): unknown => JSON.parse(fs.readFileSync(state.childrenFile, "utf8"));

  it("is on the list while it runs, and off it and gone when it was stopped", async () => {
    const supervised = shell(script);
    await supervised.start();
    const { pid } = supervised.status;
    assert(pid !== undefined);
    const identity = identify(pid);
    assert(identity !== undefined);
    assert.deepEqual(kept(), [{ name: "test process", ...identity }]);
    await supervised.stop();
    assert.equal(isAlive(identity), false);
    assert.deepEqual(kept(), []);
    assert.equal(supervised.status.state, "stopped");
  });

  it("comes back after a crash, and says that it did", async () => {
    const supervised = shell(script);
    await supervised.start();
    const first = supervised.status.pid;
    assert(first !== undefined);
    process.kill(first, "SIGKILL");
    while (supervised.status.restarts === 0 || supervised.status.state !== "ready") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.notEqual(supervised.status.pid, first);
    assert.equal(supervised.status.restarts, 1);
    await supervised.stop();
  });

  it("fails to start when the process ends first: shows the end of its log", async () => {
    const supervised = shell("echo no such licence >&2; exit 3");
    await assert.rejects(supervised.start(), (error: Error) => {
      assert.match(
        error.message,
        /^test process ended \(exit code 3\) before it was ready\. The end of .*test\.log:\nno such licence$/,
      );
      return true;
    });
    assert.equal(supervised.status.state, "failed");
    assert.deepEqual(kept(), []);
  });

  it("is what the next supervisor ends after this one was killed, and nothing else is", async () => {
    const supervised = shell(script);
    await supervised.start();
    const { pid } = supervised.status;
    assert(pid !== undefined);
    const orphan = identify(pid);
    const bystander = identify(process.pid);
    assert(orphan !== undefined && bystander !== undefined);
    // As a record of a process whose number another one has now.
    const records = [...(kept() as unknown[]), { name: "old", pid: process.pid, startTime: "long ago" }];
    fs.writeFileSync(state.childrenFile, JSON.stringify(records));
    const said: string[] = [];
    await new Children(state.childrenFile).stopOrphans((line) => said.push(line));
    assert.equal(isAlive(orphan), false);
    assert.equal(isAlive(bystander), true);
    assert.deepEqual(said, [`Stopping what an earlier run left: test process (${pid})`]);
    await supervised.stop();
  });
});
