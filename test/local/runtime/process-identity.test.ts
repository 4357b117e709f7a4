import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { identify, isAlive } from "../../../local/runtime/process-identity.ts";

describe("isAlive", () => {
  it("knows a running process, and one that has ended", async () => {
    const child = spawn("sleep", ["60"]);
    assert(child.pid !== undefined);
    const identity = identify(child.pid);
    assert(identity !== undefined);
    assert.equal(isAlive(identity), true);
    child.kill();
    await once(child, "exit");
    assert.equal(isAlive(identity), false);
  });

  it("does not take a later process of the same number for the one that was meant", () => {
    const self = identify(process.pid);
    assert(self !== undefined);
    assert.equal(isAlive({ ...self, startTime: "an earlier one" }), false);
  });
});
