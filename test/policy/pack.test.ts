import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import analyzer from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import { ChannelCredentials } from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { registry } from "../../policy/registry.ts";

const folder = path.resolve(import.meta.dirname, "../../policy");
const themes = Object.keys(registry);

/** Starts a pack as the engine does, asks what it serves, and ends it. */
async function rulesServed(command: string, args: readonly string[]): Promise<readonly string[]> {
  const pack = spawn(command, [...args], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      pack.stdout.once("data", (data: Buffer) => {
        resolve(data.toString().trim());
      });
      pack.once("exit", (code) => {
        reject(new Error(`the pack ended with ${code ?? "a signal"} before it gave its port`));
      });
    });
    const client = new analyzer.AnalyzerClient(`127.0.0.1:${port}`, ChannelCredentials.createInsecure());
    const names = await new Promise<readonly string[]>((resolve, reject) => {
      client.getAnalyzerInfo(new empty.Empty(), (error, info) => {
        if (error) reject(error);
        else resolve(info.getPoliciesList().map((policy) => policy.getName()));
      });
    });
    client.close();
    return names;
  } finally {
    pack.kill();
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
