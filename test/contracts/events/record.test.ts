import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { repository } from "../../../cli/repository.ts";

/** What a data engineer does by docs/events.md, in a copy of the contracts. */
describe("npm run events:record", () => {
  let copy: string;

  beforeEach(() => {
    copy = fs.mkdtempSync(path.join(os.tmpdir(), "events-"));
    fs.cpSync(path.join(repository, "contracts/events"), path.join(copy, "contracts/events"), { recursive: true });
    fs.cpSync(path.join(repository, "package.json"), path.join(copy, "package.json"));
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(copy, "node_modules"));
  });

  afterEach(() => {
    fs.rmSync(copy, { recursive: true });
  });

  function record(...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
    const script = [...process.execArgv, "contracts/events/record.ts", ...args];
    return spawnSync(process.execPath, script, { cwd: copy, encoding: "utf8" });
  }

  function textOf(file: string): string {
    return fs.readFileSync(path.join(copy, file), "utf8");
  }

  function edit(file: string, from: string, to: string): void {
    const text = textOf(file);
    assert.ok(text.includes(from), `${file} has no ${from}`);
    fs.writeFileSync(path.join(copy, file), text.replace(from, to));
  }

  const heartbeat = "contracts/events/heartbeat/v1.payload.json";

  it("writes a new field into types, validators, schemas and what Spark reads", () => {
    edit(heartbeat, '"properties": {', '"properties": { "load": { "type": "number" },');
    const { status, stderr } = record();
    assert.equal(status, 0, stderr);
    assert.match(textOf("contracts/events/generated/types.ts"), /load\?: number/);
    assert.match(textOf("contracts/events/generated/sent.js"), /payload\/load/);
    assert.match(textOf("contracts/events/released/heartbeat-v1.sent.schema.json"), /"load": \{ "type": "number" \}/);
    assert.match(textOf("workloads/jobs/event_schemas/__init__.py"), /"heartbeat-v1": "load double, status string/);
  });

  it("writes nothing for a field of another name, and says what would be lost", () => {
    edit(heartbeat, '"status": {', '"state": {');
    edit(heartbeat, '"required": ["status"]', '"required": ["state"]');
    const { status, stderr } = record();
    assert.equal(status, 1);
    assert.match(stderr, /^ {2}- heartbeat-v1\.sent: \/payload\/status is not taken any more$/m);
    assert.doesNotMatch(textOf("contracts/events/generated/sent.js"), /payload\/state/);
    assert.equal(record("--breaking").status, 0);
    assert.match(textOf("contracts/events/generated/sent.js"), /payload\/state/);
  });

  it("makes of a row of the catalogue a version beside the one before", () => {
    fs.cpSync(path.join(copy, heartbeat), path.join(copy, "contracts/events/heartbeat/v2.payload.json"));
    edit("contracts/events/heartbeat/v2.payload.json", '"status": {', '"state": {');
    edit("contracts/events/heartbeat/v2.payload.json", '"required": ["status"]', '"required": ["state"]');
    const catalogue = "contracts/events/catalogue.ts";
    const row = '{ type: "heartbeat", version: "1", topic: "heartbeat", payload: heartbeatV1 },';
    edit(catalogue, row, `${row}\n${row.replace('"1"', '"2"').replace("V1", "V2")}`);
    edit(
      catalogue,
      "import heartbeatV1",
      'import heartbeatV2 from "./heartbeat/v2.payload.json" with { type: "json" };\nimport heartbeatV1',
    );
    assert.equal(record().status, 0);
    const check = `
      import { checkSent } from "./contracts/events/check.ts";
      const event = { event_id: "148cb7ce-28d2-55dc-8425-2eb3a002b50e", event_type: "heartbeat", device_id: "a", event_ts: "2026-01-01T00:00:00Z" };
      const of = (version, payload) => { const kind = checkSent({ ...event, ...version, payload }); return kind.version ?? kind.detail; };
      console.log([of({ schema_version: "1" }, { status: "ok" }), of({ schema_version: "2" }, { state: "ok" }), of({}, { state: "ok" })].join());`;
    const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, "--input-type=module", "-e", check], {
      cwd: copy,
      encoding: "utf8",
    });
    assert.equal(stdout, "1,2,2\n", stderr);
  });
});
