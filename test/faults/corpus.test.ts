import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { collectorPrefixes } from "../../contracts/events/collector-settings.ts";
import { topics } from "../../contracts/events/topics.ts";
import { certificatesBy } from "../workloads/collector/corpus/certificates.ts";
import { corpus } from "../workloads/collector/corpus/index.ts";
import type { EventFate } from "../workloads/collector/corpus/row.ts";
import { assertFate, CorpusClient, countsIn } from "../workloads/collector/corpus/send.ts";
import { CollectorProcess } from "./harness/collector-process.ts";
import type { Ground } from "./harness/ground.ts";
import { linesIn, type QuarantineLine } from "./harness/quarantine-line.ts";
import { sharedGround } from "./harness/shared-ground.ts";
import { hashOf } from "./harness/traffic.ts";
import type { ReadRecord } from "./reader/topic-reader.ts";

/** Rows that are under way at a time: events that are quarantined wait for an object in the bucket. */
const senders = 12;

/**
 * The corpus against the real collector, brokers and bucket. What landed is read by the suite's own reader; what becomes of each
 * row for itself is shown, with sinks in memory, by the collector's own tests.
 */
describe("the corpus, sent to a collector with real brokers,", function () {
  this.timeout(240_000);
  const rows = corpus(Date.now());
  const fates = rows.flatMap(({ fate }): readonly EventFate[] => (typeof fate === "string" ? [] : fate));
  const expected = fates.flatMap((fate) => (fate === "accepted" ? [] : [`${fate.quarantined} ${hashOf(fate.bytes)}`]));
  const accepted = fates.length - expected.length;
  const problems: string[] = [];
  let ground: Ground;
  let folder: string;
  let log: string;
  let metrics: string;
  let records: readonly ReadRecord[];
  let kept: readonly QuarantineLine[];

  before(async () => {
    ground = await sharedGround();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "corpus-"));
    const collector = await CollectorProcess.prepare(ground, folder);
    const certificates = await certificatesBy(ground.devices);
    fs.writeFileSync(
      path.join(folder, "revoked.pem"),
      await ground.devices.revocationList([certificates.revoked?.cert ?? ""]),
    );
    const objectsBefore = await ground.quarantineObjects(collectorPrefixes.quarantine);
    await ground.cluster.reader.read();
    await collector.startReady();
    const left = [...rows].reverse();
    await Promise.all(
      Array.from({ length: senders }, async () => {
        const client = new CorpusClient({ port: collector.port, ca: ground.servers.cert, certificates });
        for (let row = left.pop(); row !== undefined; row = left.pop()) {
          try {
            assertFate(row, await client.send(row));
          } catch (error) {
            problems.push(`${row.title}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
        client.close();
      }),
    );
    metrics = await collector.metrics();
    assert.equal(collector.starts, 1);
    assert.equal(await collector.end("SIGTERM"), 0);
    log = fs.readFileSync(collector.logFile, "utf8");
    records = await ground.cluster.reader.read();
    const objects = await ground.quarantineObjects(collectorPrefixes.quarantine);
    kept = [...objects].filter(([key]) => !objectsBefore.has(key)).flatMap(([, object]) => linesIn(object));
  });

  after(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("meets its fate, row by row, and the collector never fails", () => {
    assert.deepEqual(problems, []);
    const worse = log.split("\n").filter((line) => line.startsWith("{") && levelOf(line) >= 50);
    assert.deepEqual(worse, []);
  });

  it("lands what was accepted, each event once", () => {
    const landed = records.filter(({ topic }) => topic !== topics.quarantine.name);
    const ids = landed.map(({ value }) => (JSON.parse(value.toString()) as { readonly event_id: string }).event_id);
    assert.equal(ids.length, accepted);
    assert.equal(new Set(ids).size, accepted);
  });

  it("lands what was quarantined in the topic, with its reason and its bytes, or their number where they are too many", () => {
    const inTopic = records.filter(({ topic }) => topic === topics.quarantine.name);
    const left = new Map<string, number>();
    for (const one of expected) left.set(one, (left.get(one) ?? 0) + 1);
    const tooLarge = fates.flatMap((fate) => (fate === "accepted" ? [] : [`${fate.quarantined} ${fate.bytes.length}`]));
    for (const { headers, value } of inTopic) {
      const { reason = "", size } = headers;
      if (size === undefined) left.set(`${reason} ${hashOf(value)}`, (left.get(`${reason} ${hashOf(value)}`) ?? 0) - 1);
      else assert.ok(tooLarge.includes(`${reason} ${size}`), `no row is too large with ${reason} ${size}`);
    }
    const without = inTopic.filter(({ headers }) => headers.size !== undefined).length;
    const missing = [...left.values()].filter((count) => count > 0).reduce((sum, count) => sum + count, 0);
    assert.deepEqual(
      { records: inTopic.length, made: [...left.values()].filter((count) => count < 0), missing },
      { records: expected.length, made: [], missing: without },
    );
  });

  it("keeps what was quarantined in the bucket, with its reason, byte for byte", () => {
    assert.deepEqual(kept.map(({ reason, bytes }) => `${reason} ${hashOf(bytes)}`).sort(), [...expected].sort());
  });

  it("adds up: sent = accepted + quarantined + refused, in the collector's metrics as in what landed", () => {
    assert.deepEqual(countsIn(metrics), {
      accepted,
      quarantined: expected.length,
      refused: rows.filter(({ fate }) => typeof fate === "string").length,
    });
  });
});

function levelOf(line: string): number {
  return (JSON.parse(line) as { readonly level: number }).level;
}
