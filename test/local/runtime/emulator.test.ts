import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateKeyCommand, DescribeKeyCommand } from "@aws-sdk/client-kms";
import { Children } from "../../../local/runtime/children.ts";
import { emulatorEndpoint, emulatorProcess } from "../../../local/runtime/emulator.ts";
import { RuntimeLog } from "../../../local/runtime/log.ts";
import { portsFrom } from "../../../local/runtime/ports.ts";
import { emulatorClients } from "../../../local/runtime/services/clients.ts";
import { toolchain } from "../../../local/toolchain/index.ts";
import { freePortBase, temporaryState } from "./temporary-state.ts";

describe("the AWS emulator's process", function () {
  this.timeout(120_000);

  it("comes back after a kill with what it was given, and says that it crashed", async function () {
    this.timeout(1_200_000);
    const { emulatorPython } = await toolchain(["emulator"], (line) => {
      console.log(line);
    });
    assert(emulatorPython !== undefined);
    const state = temporaryState();
    const ports = portsFrom(await freePortBase());
    const children = new Children(state.childrenFile);
    const supervised = emulatorProcess(emulatorPython, { state, ports, children, log: new RuntimeLog() });
    try {
      await supervised.start();
      const kms = emulatorClients(emulatorEndpoint(ports)).kms("us-east-1");
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      const keyId = KeyMetadata?.KeyId ?? "";
      const file = path.join(state.emulator, "state", "kms.json");
      await until(() => fs.existsSync(file) && fs.readFileSync(file, "utf8").includes(keyId));

      process.kill(supervised.status.pid ?? 0, "SIGKILL");
      await until(() => supervised.status.restarts === 1 && supervised.status.state === "ready");
      assert.match(supervised.status.lastCrash ?? "", /^SIGKILL at \d{4}-/);
      assert.equal((await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.KeyId, keyId);
    } finally {
      await supervised.stop();
      fs.rmSync(state.root, { recursive: true });
    }
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
