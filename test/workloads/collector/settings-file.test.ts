import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readSettings, settingsHelp } from "../../../workloads/collector/settings-file.ts";
import { collectorSettings } from "../../../workloads/collector/settings.ts";
import { settingsWith } from "./support/running.ts";

describe("readSettings", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "settings-"));
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function written(value: unknown): Promise<string> {
    const file = path.join(folder, "settings.json");
    await writeFile(file, JSON.stringify(value));
    return file;
  }

  it("reads what the stack writes", async () => {
    const settings = settingsWith({});
    assert.deepEqual(readSettings(await written(settings)), settings);
  });

  it("fails with every problem at once: key, value, what is allowed", async () => {
    const file = await written({
      ...settingsWith({}),
      port: 70_000,
      limits: { depth: 1 },
      authentication: { by: "jwt", issuer: "https://issuer.invalid", audience: "events", jwksUrl: "nowhere" },
      colour: "red",
    });
    assert.throws(() => readSettings(file), {
      message: [
        `The settings in ${file} cannot be used:`,
        "  port: 70000: must be a port",
        '  authentication.jwksUrl: "nowhere": must be the URL of the issuer\'s keys',
        "  limits.depth: 1: must be at least 2",
        "  colour: there is no such key; --help lists them",
      ].join("\n"),
    });
  });

  it("fails where there is no file, or no JSON in it", async () => {
    assert.throws(() => readSettings(undefined), /COLLECTOR_SETTINGS is not set/);
    assert.throws(() => readSettings(path.join(folder, "none.json")), /ENOENT/);
    await writeFile(path.join(folder, "broken.json"), "{");
    assert.throws(() => readSettings(path.join(folder, "broken.json")), /cannot be read as JSON/);
  });
});

describe("settingsHelp", () => {
  it("names every key of the settings, with its default", () => {
    const help = settingsHelp();
    for (const key of Object.keys(collectorSettings.shape)) assert.match(help, new RegExp(`\\b${key}\\b`));
    assert.match(help, /limits\.depth +integer, at least 2; default 16/);
    assert.match(help, /\(c\) authentication\.issuer +uri; required/);
  });
});
