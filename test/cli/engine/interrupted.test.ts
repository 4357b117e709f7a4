import assert from "node:assert/strict";
import * as os from "node:os";
import { spawnSync } from "node:child_process";
import { lockHolderIsGone, lookUpByName } from "../../../cli/engine/interrupted.ts";

function lockedBy(host: string, pid: number): string {
  return `error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.\n  file:///state/.pulumi/locks/organization/network/dev/1.json: created by root@${host} (pid ${pid}) at 2026-11-21T08:00:00Z`;
}

describe("lockHolderIsGone", () => {
  it("is true for a process of this machine that has ended", () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    assert.equal(lockHolderIsGone(lockedBy(os.hostname(), pid)), true);
  });

  it("is false for a process that lives", () => {
    assert.equal(lockHolderIsGone(lockedBy(os.hostname(), process.pid)), false);
  });

  it("is false for another machine, whose processes cannot be seen", () => {
    assert.equal(lockHolderIsGone(lockedBy("elsewhere", 1)), false);
  });

  it("is false for any other message", () => {
    assert.equal(lockHolderIsGone("error: no stack named dev"), false);
  });
});

describe("lookUpByName", () => {
  it("knows the ID of a type whose ID is its name", () => {
    assert.equal(lookUpByName({ urn: "u", type: "aws:s3/bucket:Bucket", inputs: { bucket: "dev-logs" } }), "dev-logs");
  });

  it("does not guess where the ID came with the lost reply", () => {
    assert.equal(lookUpByName({ urn: "u", type: "aws:kms/key:Key", inputs: {} }), undefined);
  });
});
