import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { collectorPrefixes } from "../../../contracts/events/collector-settings.ts";
import { topics } from "../../../contracts/events/topics.ts";
import type { Certificate } from "../../../local/runtime/kafka/certificates.ts";
import { type ReadRecord, recordsOnDisk } from "../reader/topic-reader.ts";
import { CollectorProcess, type SettingsChange } from "./collector-process.ts";
import type { Ground } from "./ground.ts";
import { Ledger, readLedger } from "./ledger.ts";
import { Load, type LoadOptions } from "./load.ts";
import { linesIn } from "./quarantine-line.ts";
import { SeededRandom } from "./seeded-random.ts";
import { hashOf, idOf, Sender } from "./traffic.ts";
import { type LandedEvent, problemsOf, type Verdict, verdictOf } from "./verdict.ts";

/** How much of a case a run does. */
export interface Scale {
  /** Times that a fault comes, and seconds that it lasts, are multiplied by this. 1 in the short form. */
  readonly factor: number;
}

/** A case of the failure suite. */
export interface FaultCase {
  /** As the failure suite numbers it, for example `F4`. */
  readonly id: string;
  /** What is promised, as a test's title. */
  readonly title: string;
  readonly run: (run: FaultRun) => Promise<void>;
}

/** What came of a run. */
export interface RunReport {
  readonly id: string;
  readonly seed: number;
  readonly verdict: Verdict;
  /** Of each fault, milliseconds until every sender had an answer 200 again. */
  readonly recoveries: readonly number[];
  /** Highest resident set of a collector, in bytes. */
  readonly peakBytes: number;
  /** Requests of the loads by status, with the code of a refusal; `0`: no answer. */
  readonly answers: ReadonlyMap<string, number>;
  /** Figures that the case adds, for example milliseconds by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** More than the 256 MiB is a leak, not a fault to live with. */
const mostCollectorBytes = 256 * 1024 * 1024;

/** One run of one case: what the case works with, and afterwards the verdict. */
export class FaultRun {
  readonly ground: Ground;
  readonly random: SeededRandom;
  readonly scale: Scale;
  /** Ledger, and the collectors' settings and logs. Stays where it is when the run fails. */
  readonly folder: string;
  readonly ledger: Ledger;
  readonly recoveries: number[] = [];
  readonly figures: Record<string, number> = {};
  readonly #collectors: CollectorProcess[] = [];
  readonly #loads: Load[] = [];

  constructor(ground: Ground, id: string, seed: number, scale: Scale) {
    this.ground = ground;
    this.scale = scale;
    this.random = new SeededRandom(seed, id);
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `fault-${id}-${seed}-`));
    this.ledger = new Ledger(path.join(this.folder, "ledger.jsonl"));
  }

  /** Requests of the loads by status, with the code of a refusal; `0`: no answer. */
  get answers(): ReadonlyMap<string, number> {
    const answers = new Map<string, number>();
    for (const { status, code } of this.#loads.flatMap((load) => load.attempts)) {
      const answer = code === undefined ? String(status) : `${status} ${code}`;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    return answers;
  }

  /** A collector that is ready. */
  async collector(change: SettingsChange = {}): Promise<CollectorProcess> {
    const collector = await this.prepared(change);
    await collector.startReady();
    return collector;
  }

  /** A collector that is not started yet. */
  async prepared(change: SettingsChange = {}): Promise<CollectorProcess> {
    const folder = path.join(this.folder, `collector-${this.#collectors.length + 1}`);
    const collector = await CollectorProcess.prepare(this.ground, folder, change);
    this.#collectors.push(collector);
    return collector;
  }

  /** A sender with the gateway's certificate, another, or none (null). */
  sender(collector: { readonly url: string }, client: Certificate | null = this.ground.gateway): Sender {
    const endpoint = { url: () => collector.url, ca: this.ground.servers.cert };
    return new Sender(client === null ? endpoint : { ...endpoint, client }, this.ledger);
  }

  /** Senders that go on until the run ends. */
  load(collector: { readonly url: string }, options: LoadOptions = {}): Load {
    const load = new Load(this.sender(collector), this.random, options);
    this.#loads.push(load);
    return load;
  }

  /** Notes how long it took, from `since`, until every sender of the load had an answer 200 again. */
  async recovers(load: Load, since: number, boundMs: number): Promise<void> {
    this.recoveries.push(await load.recovered(since, boundMs));
  }

  /** Ends loads and faults, drains the collectors, reads everything and judges it. */
  async finish(id: string, seed: number): Promise<RunReport> {
    await this.ground.cluster.heal();
    this.ground.aws.heal();
    await Promise.all(this.#loads.map((load) => load.stop()));
    const peakBytes = Math.max(0, ...this.#collectors.map((collector) => collector.peakBytes));
    for (const collector of this.#collectors) await collector.end("SIGTERM");
    this.ledger.close();
    await this.ground.cluster.inSync();
    const records = await this.ground.cluster.reader.read();
    const ledger = readLedger(this.ledger.file);
    const verdict = verdictOf(ledger, landedOf(records), await this.#quarantined(records));
    const { recoveries, answers, figures } = this;
    const report = { id, seed, verdict, recoveries, peakBytes, answers, figures };
    assert.deepEqual([...problemsOf(verdict), ...this.#onDisk(verdict.lost)], []);
    assert.ok(verdict.fates.acked > 0, "nothing was acknowledged, so nothing was shown");
    assert.ok(peakBytes <= mostCollectorBytes, `the collector took ${Math.round(peakBytes / 1024 / 1024)} MiB`);
    fs.rmSync(this.folder, { recursive: true });
    return report;
  }

  /** Ends what a run that failed has left, so that the next one starts on whole ground. */
  async abandon(): Promise<void> {
    for (const collector of this.#collectors) collector.killNow();
    await this.ground.cluster.heal();
    this.ground.aws.heal();
    await Promise.all(this.#loads.map((load) => load.stop()));
    await this.ground.cluster.reader.read();
  }

  /** Whether events that no reading had lie in the brokers' files: then the reader skipped them, and nothing is lost. */
  #onDisk(lost: readonly string[]): readonly string[] {
    if (lost.length === 0) return [];
    const wanted = new Set(lost);
    return this.ground.cluster.brokers.map(({ nodeId, dataFolder }) => {
      let found = 0;
      for (const { value } of recordsOnDisk(dataFolder, topics.telemetry.name)) {
        if (wanted.has(idOf(value))) found += 1;
      }
      return `${found} of ${lost.length} lie in the files of broker ${nodeId}`;
    });
  }

  /** What is in the quarantine topic and, byte for byte, in an object of the bucket as well. */
  async #quarantined(records: readonly ReadRecord[]): Promise<readonly LandedEvent[]> {
    const inTopic = records.filter(({ topic }) => topic === topics.quarantine.name);
    if (inTopic.length === 0) return [];
    const objects = await this.ground.quarantineObjects(collectorPrefixes.quarantine);
    const kept = new Set([...objects.values()].flatMap(linesIn).map(({ bytes }) => hashOf(bytes)));
    return inTopic
      .map(({ value, partition, offset }) => ({
        id: idOf(value),
        place: `quarantine-${partition}@${offset}`,
        hash: hashOf(value),
      }))
      .filter(({ hash }) => kept.has(hash));
  }
}

/** Events in the topics of events, as the verdict wants them. */
export function landedOf(records: readonly ReadRecord[]): readonly LandedEvent[] {
  return records
    .filter(({ topic }) => topic !== topics.quarantine.name)
    .map(({ topic, partition, offset, value }) => ({
      id: idOf(value),
      place: `${topic}-${partition}@${offset}`,
      hash: hashOf(asSent(value)),
    }));
}

/** The event without what the collector adds. */
function asSent(value: Buffer): string {
  return value.toString().replace(/,?"ingest_ts":"[^"]*"/, "");
}
