import assert from "node:assert/strict";

import { InvokeCommand } from "@aws-sdk/client-lambda";

import { account, clients, deploy, region, trustAccount } from "../../../support/handlers.ts";

describe("Lambda in the emulator", function () {
  this.timeout(60_000);

  it("runs the deployed archive with its environment, and the new one after an update", async () => {
    await deploy("aws:iam/role:Role", { name: "lambda-role", assumeRolePolicy: trustAccount });
    const code = (text: string) => ({
      "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
      assets: {
        "index.mjs": {
          "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
          text: `export const handler = async (event) => ${text};`,
        },
      },
    });
    const inputs = {
      name: "lambda-test",
      role: `arn:aws:iam::${account}:role/lambda-role`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      environment: { variables: { STAGE: "local" } },
    };
    const invoke = async () => {
      const Payload = JSON.stringify({ id: 7 });
      const answer = await (
        await clients()
      )
        .lambda(region)
        .send(new InvokeCommand({ FunctionName: "lambda-test", Payload }));
      return JSON.parse(answer.Payload?.transformToString() ?? "null") as unknown;
    };
    const deployed = await deploy("aws:lambda/function:Function", {
      ...inputs,
      code: code("[event.id, process.env.STAGE]"),
    });
    assert.deepEqual(await invoke(), [7, "local"]);
    await deployed.update({ ...inputs, code: code("'new'") });
    assert.equal(await invoke(), "new");
  });
});
