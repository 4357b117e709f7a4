import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { topics } from "../../contracts/events/topics.ts";
import { FaultRun, landedOf } from "./harness/fault-run.ts";
import type { Ground } from "./harness/ground.ts";
import { type Entry, readLedger } from "./harness/ledger.ts";
import { Load } from "./harness/load.ts";
import { sharedGround } from "./harness/shared-ground.ts";
import { type Misdeeds, StandIn } from "./harness/stand-in.ts";
import { problemsOf, type Verdict, verdictOf } from "./harness/verdict.ts";
import { contiguous, recordsOnDisk, SkippedOffset } from "./reader/topic-reader.ts";

// A suite that cannot fail shows nothing: what it must catch is done wrong here on purpose, with real brokers.
describe("the failure suite", function () {
  this.timeout(60_000);
  let ground: Ground;

  before(async function () {
    this.timeout(240_000);
    ground = await sharedGround();
  });

  /** Sends some thousand events to a collector that does this wrong. */
  async function ledgerOf(misdeeds: Misdeeds): Promise<ReadonlyMap<string, Entry>> {
    const standIn = await StandIn.start(ground, misdeeds);
    const run = new FaultRun(ground, "harness", Date.now(), { factor: 1 });
    const load = new Load(run.sender(standIn), run.random, { batch: 100, pauseMs: 1 });
    while (load.acknowledged.length < 25) await new Promise((resolve) => setTimeout(resolve, 20));
    await load.stop();
    await standIn.close();
    run.ledger.close();
    const ledger = readLedger(run.ledger.file);
    fs.rmSync(run.folder, { recursive: true });
    return ledger;
  }

  async function verdictWith(misdeeds: Misdeeds): Promise<Verdict> {
    await ground.cluster.reader.read();
    const ledger = await ledgerOf(misdeeds);
    return verdictOf(ledger, landedOf(await ground.cluster.reader.read()));
  }

  it("finds nothing wrong with one that does nothing wrong", async () => {
    const verdict = await verdictWith({});
    assert.deepEqual(problemsOf(verdict), []);
    assert.equal(verdict.duplicates, 0);
    assert.equal(verdict.fates.acked, verdict.sent);
    assert.ok(verdict.sent >= 2_500);
  });

  it("catches one event in a thousand that was acknowledged and not written", async () => {
    const verdict = await verdictWith({ dropEvery: 1_000 });
    assert.equal(verdict.lost.length, Math.floor(verdict.sent / 1_000));
    assert.match(problemsOf(verdict).join(), /^[2-9] acknowledged and lost/);
  });

  it("counts records that were written twice, and does not call them lost or changed", async () => {
    const verdict = await verdictWith({ doubleEvery: 500 });
    assert.equal(verdict.duplicates, Math.floor(verdict.sent / 500));
    assert.deepEqual(problemsOf(verdict), []);
  });

  it("sees events whose bytes are not those that were sent", async () => {
    const verdict = await verdictWith({ changeEvery: 1_000 });
    assert.equal(verdict.changed.length, Math.floor(verdict.sent / 1_000));
  });

  it("calls records that nobody sent phantoms", async () => {
    await ground.cluster.reader.read();
    await ledgerOf({});
    const verdict = verdictOf(new Map(), landedOf(await ground.cluster.reader.read()));
    assert.ok(verdict.phantom.length >= 2_500);
  });

  it("tells a reader's skip from a loss by the brokers' files", async () => {
    await ground.cluster.reader.read();
    const ledger = await ledgerOf({});
    const [skipped, ...seen] = landedOf(await ground.cluster.reader.read());
    const { lost } = verdictOf(ledger, seen);
    assert.deepEqual(lost, [skipped?.id]);
    for (const { dataFolder } of ground.cluster.brokers) {
      const values = [...recordsOnDisk(dataFolder, topics.telemetry.name)].map(({ value }) => value.toString());
      assert.equal(values.filter((value) => value.includes(skipped?.id ?? "none")).length, 1);
    }
  });

  it("sees an offset that a reading leaves out", () => {
    const at = (...offsets: readonly bigint[]) => offsets.map((offset) => ({ offset }));
    const range = { from: 5n, end: 8n };
    assert.deepEqual([...contiguous(at(4n, 5n, 6n, 7n, 8n), "p", range)], at(5n, 6n, 7n));
    assert.throws(() => [...contiguous(at(5n, 7n), "p", range)], SkippedOffset);
    assert.throws(() => [...contiguous(at(6n, 7n), "p", range)], SkippedOffset);
  });

  it("has in its ledger, before anything is sent, what is about to be", async () => {
    const run = new FaultRun(ground, "ledger", Date.now(), { factor: 1 });
    const sender = run.sender({ url: "https://localhost:1/v1/events" });
    const event = { id: "one", device: "fault-1", sequence: 1, hash: "h", bytes: "{}" };
    assert.equal((await sender.send([event])).status, 0);
    const [first = "", second = ""] = fs.readFileSync(path.join(run.folder, "ledger.jsonl"), "utf8").split("\n");
    assert.match(first, /"sent":\[\["one"/);
    assert.match(second, /"fate":"unknown"/);
    assert.equal(readLedger(run.ledger.file).get("one")?.fate, "unknown");
    run.ledger.close();
    fs.rmSync(run.folder, { recursive: true });
  });
});
