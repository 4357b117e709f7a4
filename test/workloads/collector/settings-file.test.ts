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
        '  authentication.jwksUrl: "nowhere": must be the https URL of the issuer\'s keys',
        "  limits.depth: 1: must be at least 2",
        "  colour: there is no such key; --help lists them",
      ].join("\n"),
    });
  });

  it("takes no time that a timer cannot wait for, no event that brokers refuse, no keys without TLS", async () => {
    const settings = settingsWith({});
    const file = await written({
      ...settings,
      authentication: { by: "jwt", issuer: "https://i.invalid", audience: "events", jwksUrl: "http://i.invalid/keys" },
      kafka: { ...settings.kafka, lingerMs: 2 ** 31, deliveryTimeoutMs: 2 ** 31, batchBytes: 1_000_000 },
      limits: { eventBytes: 2 * 1024 * 1024, requestTimeoutMs: 2 ** 31 },
      metrics: { everySeconds: 2_147_484 },
      drainSeconds: 3_000_000,
    });
    assert.throws(() => readSettings(file), {
      message: [
        `The settings in ${file} cannot be used:`,
        '  authentication.jwksUrl: "http://i.invalid/keys": must be the https URL of the issuer\'s keys',
        "  kafka.lingerMs: 2147483648: must be at most 3600000",
        "  kafka.batchBytes: 1000000: must be at most 900000",
        "  kafka.deliveryTimeoutMs: 2147483648: must be at most 3600000",
        "  limits.eventBytes: 2097152: must be at most 900000, which brokers take as one record",
        "  limits.requestTimeoutMs: 2147483648: must be at most 3600000",
        "  metrics.everySeconds: 2147484: must be at most 3600",
        "  drainSeconds: 3000000: must be at most 3600",
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
