import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { accept, answer, type CollectorDouble, collectorDouble, refuse } from "../collector-double.ts";

const main = path.resolve(import.meta.dirname, "../../../../workloads/device-sdk/fleet/main.ts");
const execute = promisify(execFile);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function fleet(...args: readonly string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await execute(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args])) };
  } catch (error) {
    return error as Ended; // what execFile rejects with
  }
}

describe("fleet", () => {
  let collector: CollectorDouble;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "fleet-program-"));
    await writeFile(path.join(folder, "weather.csv"), "origin,temp,time_hour\nEWR,39,2013-01-01T06:00:00Z\n");
    await writeFile(path.join(folder, "pumps.ndjson"), '{"pump":"p1","bar":3}\n\n{"pump":"p2","bar":4}\n');
    await writeFile(
      path.join(folder, "pumps.mjs"),
      `export default { name: "pumps", description: "", format: "ndjson", resolutionMs: 1, events: ({ pump, bar }) =>
        [{ key: pump, at: 0, device_id: pump, event_type: "telemetry", payload: { measurements: { bar } } }] };`,
    );
  });
  beforeEach(async () => {
    collector = await collectorDouble();
  });
  afterEach(() => collector.close());
  after(() => rm(folder, { recursive: true }));

  function replay(...files: readonly string[]): Promise<Ended> {
    const { url, files: own } = collector;
    const credentials = ["--certificate", own.certificateFile, "--key", own.keyFile];
    return fleet("replay", ...files, "--url", url, ...credentials, "--authorities", own.authoritiesFile);
  }

  it("prints counts that add up and ends with 0 when all is accepted, with a mapping of one's own too", async () => {
    const files = [`weather=${folder}/weather.csv`, `${folder}/pumps.mjs=${folder}/pumps.ndjson`];
    const { code, stdout } = await replay(...files);
    assert.match(stdout, /^sent 3 = accepted 3 \+ quarantined 0 \+ refused 0\nevents: telemetry 3; devices: 3\n/);
    assert.equal(code, 0);
  });

  it("ends with 2 when some is quarantined, naming the codes", async () => {
    collector.behave((request, response) => {
      answer(
        request.events.map(() => ({ outcome: "quarantined", code: "schema" })),
        response,
      );
    });
    const { code, stdout } = await replay(`weather=${folder}/weather.csv`);
    assert.equal(code, 2);
    assert.match(stdout, /codes: schema 1/);
  });

  it("ends with 1 when it is refused, and says why", async () => {
    collector.behave(refuse("certificate_revoked"));
    const { code, stdout } = await replay(`weather=${folder}/weather.csv`);
    assert.equal(code, 1);
    assert.match(stdout, /because the collector refused: certificate_revoked/);
  });

  it("ends with 130 and its counts when it is interrupted", async () => {
    const { url, files: own } = collector;
    const files = [`weather=${folder}/weather.csv`, `${folder}/pumps.mjs=${folder}/pumps.ndjson`];
    const credentials = [
      "--certificate",
      own.certificateFile,
      "--key",
      own.keyFile,
      "--authorities",
      own.authoritiesFile,
    ];
    const child = spawn(process.execPath, [main, "replay", ...files, "--url", url, ...credentials, "--rate", "0.1"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const exit = once(child, "exit");
    const stdout = text(child.stdout);
    while (collector.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGINT");
    assert.deepEqual(await exit, [130, null]);
    assert.match(await stdout, /^sent 1 = accepted 1 \+ quarantined 0 \+ refused 0\n[^]*interrupted\n$/);
  });

  it("says why events are not answered, as soon as that is so", async () => {
    collector.behave(refuse("unavailable"), refuse("unavailable"), accept);
    const { code, stderr } = await replay(`weather=${folder}/weather.csv`);
    assert.equal(code, 0);
    assert.equal(stderr.match(/trying again: unavailable\n/g)?.length, 1);
  });

  it("says in a line what is wrong with its files and options", async () => {
    await writeFile(
      path.join(folder, "no-resolution.mjs"),
      'export default { name: "n", format: "csv", events: () => [] };',
    );
    for (const [args, message] of [
      [[`weather=${folder}`], /EISDIR/],
      [["constructor=weather.csv"], /no mapping constructor/],
      [[`${folder}/no-resolution.mjs=${folder}/weather.csv`], /resolutionMs of 1 or more/],
      [
        [`weather=${folder}/weather.csv`, "--from", "2014-01-01", "--until", "2013-01-01"],
        /--from must be before --until/,
      ],
    ] as const) {
      const { code, stderr } = await replay(...args);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
    }
  });

  it("names the mappings there are for one that there is not", async () => {
    const { code, stderr } = await replay(`wether=${folder}/weather.csv`);
    assert.equal(code, 1);
    assert.match(stderr, /no mapping wether; there are weather, flights/);
  });

  it("shows exit codes and examples with --help, of the command too", async () => {
    for (const args of [["--help"], ["replay", "--help"]]) {
      assert.match((await fleet(...args)).stdout, /Exit codes:[^]*Examples:/);
    }
  });
});
