import { catalogue } from "../../contracts/events/catalogue.ts";
import { type TopicKey, topics } from "../../contracts/events/topics.ts";
import {
  type Account,
  accountLines,
  accountProblems,
  type Accounts,
  countByType,
  countedTypes,
  type CountedType,
  typeIn,
} from "./accounting.ts";
import { type Actor, type AwsClients } from "./aws.ts";
import { type CollectorAccess } from "./collector-client.ts";
import { CheckFailure, type SmokeInput, type SmokeReport } from "./input.ts";
import { connectionOf } from "./kafka.ts";
import { checkPersonalData, checkQuarantine } from "./kept-originals.ts";
import { checkLand, tableOf, topicKeys } from "./landing.ts";
import { countRows } from "./row-counts.ts";
import { sendEvents, type SentEvents } from "./send.ts";
import { type Ends, readBetween, readEnds, type TopicRecord } from "./topic-reader.ts";

const names = topicKeys.map((key) => topics[key].name);
const quarantineTopic = topics.quarantine.name;

/** What the run knows so far; each check adds to it. */
interface Known {
  ends?: Ends;
  sent?: SentEvents;
  records?: readonly TopicRecord[];
}

/**
 * One run of real events from devices to tables: what was sent is counted by the senders, what became of it by readers of topics
 * and tables, who know nothing of the collector.
 */
export class EventRun {
  readonly #input: SmokeInput;
  readonly #aws: AwsClients;
  readonly #known: Known = {};
  #accounts: Accounts | undefined;

  constructor(input: SmokeInput, aws: AwsClients) {
    this.#input = input;
    this.#aws = aws;
  }

  /** What was sent and what became of it, once all of it was counted. */
  get lines(): readonly string[] {
    return this.#accounts === undefined ? [] : accountLines(this.#accounts);
  }

  async send(collector: CollectorAccess, report: SmokeReport): Promise<string> {
    const { datasetDirectory, signal } = this.#input;
    this.#known.ends = await readEnds(await this.#reader(), names);
    const sent = await sendEvents({ collector, datasetDirectory, report, ...(signal !== undefined && { signal }) });
    this.#known.sent = sent;
    const { accepted, devices, invalid, refusedIds, seconds } = sent;
    return (
      `${accepted} events of ${devices} devices accepted over mutual TLS, ${Math.round(accepted / seconds)} per second; ` +
      `${invalid.length} wrong ones quarantined, ${refusedIds.length} requests refused, each with its code`
    );
  }

  /** Reads everything that came into the topics since before the sending. */
  async consume(): Promise<string> {
    const reader = await this.#reader();
    const records = await readBetween(reader, known(this.#known.ends), await readEnds(reader, names));
    this.#known.records = records;
    const { refusedIds } = known(this.#known.sent);
    const strays = records.filter(({ value }) => refusedIds.some((id) => value.includes(id)));
    const misplaced = records.filter(({ topic, value }) => topic !== quarantineTopic && topicOf(value) !== topic);
    if (strays.length > 0 || misplaced.length > 0) {
      throw new CheckFailure({
        expected: "nothing of a refused request in any topic, and every event in the topic of its type",
        got: `${strays.length} of refused requests, ${misplaced.length} in another topic`,
        next: "workloads/collector decides where events go.",
      });
    }
    const accepted = records.filter(({ topic }) => topic !== quarantineTopic);
    const distinct = new Set(accepted.map(({ value }) => eventId(value))).size;
    return `${records.length} records in ${names.length} topics, ${accepted.length - distinct} of them doubled on the way, none of a refused request`;
  }

  land(actor: Actor, report: SmokeReport): Promise<string> {
    return checkLand(this.#input, this.#aws, actor, report);
  }

  /** Counts what was read and landed, and holds it against what was sent. */
  async count(actor: Actor): Promise<string> {
    const records = known(this.#known.records);
    const sent = known(this.#known.sent);
    const quarantined = records.filter(({ topic }) => topic === quarantineTopic);
    const idsByType = new Map<CountedType, Set<string>>();
    for (const { topic, value } of records) {
      if (topic === quarantineTopic) continue;
      const type = typeIn(value);
      idsByType.set(type, (idsByType.get(type) ?? new Set()).add(eventId(value)));
    }
    const tables = new Map(catalogue.map(({ type, topic }) => [type as CountedType, this.#tableName(topic)]));
    const rows = await countRows(this.#input, actor, {
      events: Object.fromEntries([...tables].map(([type, table]) => [table, [...(idsByType.get(type) ?? [])]])),
      quarantine: {
        table: this.#tableName("quarantine"),
        topic: quarantineTopic,
        positions: quarantined.map(({ partition, offset }) => [partition, Number(offset)]),
      },
    });
    const quarantinedByType = countByType(quarantined.map(({ value }) => typeIn(value)));
    const isWhole = rows.quarantine.rows === quarantined.length;
    const accounts = new Map<CountedType, Account>(
      countedTypes.map((type) => {
        const own = quarantinedByType.get(type) ?? 0;
        return [
          type,
          {
            sent: sent.sent.get(type) ?? 0,
            accepted: idsByType.get(type)?.size ?? 0,
            quarantined: own,
            refused: sent.refused.get(type) ?? 0,
            // Rows of the quarantine table have no type; they count where all of them are there once.
            landed: (rows.events[tables.get(type) ?? ""]?.rows ?? 0) + (isWhole ? own : 0),
          },
        ];
      }),
    );
    this.#accounts = accounts;
    const problems = accountProblems(accounts);
    if (problems.length > 0) {
      throw new CheckFailure({
        expected: "sent = accepted + quarantined + refused, and landed = accepted + quarantined, of every type",
        got: `${problems.join("; ")}; quarantine has ${rows.quarantine.rows} rows of ${quarantined.length}`,
        next: "more rows than events: the job's MERGE (workloads/jobs/raw_landing/load.py); fewer: raw-landing.log in logs/ of the state directory.",
      });
    }
    const landed = [...accounts.values()].reduce((sum, account) => sum + account.landed, 0);
    return `${landed} rows, one for each event that was kept, read by PyIceberg; every type adds up`;
  }

  quarantine(): Promise<string> {
    const records = known(this.#known.records).filter(({ topic }) => topic === quarantineTopic);
    return checkQuarantine(this.#input, this.#aws, { records, invalid: known(this.#known.sent).invalid });
  }

  personalData(): Promise<string> {
    return checkPersonalData(this.#input, this.#aws, known(this.#known.records));
  }

  #reader(): ReturnType<typeof connectionOf> {
    return connectionOf(this.#input, this.#aws, "raw-landing");
  }

  #tableName(key: TopicKey): string {
    const { database, table } = tableOf(this.#input.lake, key);
    return `${database}.${table}`;
  }
}

function topicOf(value: Buffer): string | undefined {
  const type = typeIn(value);
  const entry = catalogue.find((candidate) => candidate.type === type);
  return entry === undefined ? undefined : topics[entry.topic].name;
}

function eventId(value: Buffer): string {
  return (JSON.parse(value.toString("utf8")) as { event_id: string }).event_id; // the collector took it, so it has one
}

function known<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("An earlier check did not come so far.");
  return thing;
}
