import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { repository } from "../../../cli/repository.ts";

const program = `
  import { interruptible } from ${JSON.stringify(path.join(repository, "cli/commands/interrupt.ts"))};
  const progress = { say: console.error, waiting() {} };
  const work = (signal) => new Promise((resolve) => {
    const alive = setInterval(() => undefined, 1000);
    signal.addEventListener("abort", () => { clearInterval(alive); resolve(); });
    console.log("at work");
  });
  await interruptible(progress, work);
  console.log("in order");
  process.exitCode = 1;
`;

describe("interruptible", () => {
  for (const [signal, expected] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`lets the work end in order on ${signal} and the process with ${expected}`, async () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
      child.stdout.once("data", () => child.kill(signal));
      const said = text(child.stdout);
      assert.deepEqual(await once(child, "exit"), [expected, null]);
      assert.match(await said, /in order/);
    });
  }
});
