import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { registry } from "../../policy/registry.ts";
import { startPack } from "../support/policy-pack.ts";

const folder = path.resolve(import.meta.dirname, "../../policy");
const themes = Object.keys(registry);

/** What a pack says that it serves. */
async function rulesServed(command: string, args: readonly string[]): Promise<readonly string[]> {
  const { client, stop } = await startPack(command, args, folder);
  try {
    return await new Promise((resolve, reject) => {
      client.getAnalyzerInfo(new empty.Empty(), (error, info) => {
        if (error) reject(error);
        else resolve(info.getPoliciesList().map((policy) => policy.getName()));
      });
    });
  } finally {
    stop();
  }
}

const all = Object.values(registry).flatMap((rules) => rules.map(({ id }) => id));

describe("The policy pack", () => {
  it("serves every rule as an executable", async () => {
    assert.deepEqual(await rulesServed(path.join(folder, "run"), ["127.0.0.1:1"]), all);
  });

  it("serves every rule as a directory, through Pulumi's own runner", async () => {
    const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    assert.deepEqual(await rulesServed(process.execPath, [runner, "127.0.0.1:1", folder]), all);
  });

  for (const [theme, rules] of Object.entries(registry)) {
    it(`serves the rules of ${theme} alone`, async () => {
      const served = await rulesServed(path.join(folder, "packs", theme, "run"), ["127.0.0.1:1"]);
      assert.deepEqual(
        served,
        rules.map(({ id }) => id),
      );
    });
  }

  it("has an entry for every theme that has rules", () => {
    for (const theme of themes) assert.ok(existsSync(path.join(folder, "packs", theme, "run")), theme);
  });
});
