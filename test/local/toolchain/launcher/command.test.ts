import assert from "node:assert/strict";
import { run } from "../../../../local/toolchain/launcher/command.mjs";

const never = new AbortController().signal;

function shell(script: string): Promise<string> {
  return run({ what: "Doing it", command: "sh", args: ["-c", script], cwd: "/" }, never);
}

describe("run", () => {
  it("returns standard output only", async () => {
    assert.equal(await shell("echo out; echo err >&2"), "out\n");
  });

  it("fails with what was done, where, and the last lines", async () => {
    await assert.rejects(shell("seq 1 30 >&2; exit 3"), ({ message }: Error) => {
      const lines = message.split("\n");
      assert.equal(lines[0], "Doing it failed (exit 3).");
      assert.equal(lines[2], "  in:      /");
      assert.equal(lines[3], "  | 11");
      assert.equal(lines.at(-2), "  | 30");
      assert.equal(lines.at(-1), "  Correct what it says and run the same command again; what was finished is kept.");
      return true;
    });
  });

  it("says what to do about a full disk and about a registry out of reach", async () => {
    await assert.rejects(
      shell("echo 'write: No space left on device'; exit 1"),
      /The disk is full: .*PLATFORM_CACHE_DIR/,
    );
    await assert.rejects(shell("echo 'getaddrinfo EAI_AGAIN'; exit 1"), /The package registry was not reached/);
  });

  it("ends the command when it is interrupted", async () => {
    const controller = new AbortController();
    const sleeping = run({ what: "Sleeping", command: "sleep", args: ["600"] }, controller.signal);
    controller.abort(new Error("interrupted"));
    await assert.rejects(sleeping, /^Error: interrupted$/);
  });
});
