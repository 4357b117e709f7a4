import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DeviceClient, type DeviceClientOptions } from "../client.ts";
import { type ClockSkew } from "../clock-skew.ts";
import { type DeviceEvent, type EventDraft, makeEvent, nameBasedUuid } from "../events.ts";
import { type EventOutcome } from "../outcome.ts";
import { longestTimerMs } from "../range.ts";
import { type Checkpoint, fingerprint, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { type Mapping } from "./mapping.ts";
import { inOrder, type OrderedEvent } from "./order.ts";
import { indexSource } from "./source.ts";
import { Watermark } from "./watermark.ts";

/** How fast events follow each other. */
export type Pace =
  | { readonly eventsPerSecond: number }
  /** Times as fast as it happened: at 3600 an hour takes a second. */
  | { readonly compression: number };

/** A file to replay, and the part of it. */
export interface FleetFile {
  readonly file: string;
  readonly mapping: Mapping;
  /** Events before this time of the file are left out. @default - from the first */
  readonly from?: Date;
  /** Events from this time of the file on are left out. @default - to the last */
  readonly until?: Date;
}

export interface FleetReplay {
  /** Replayed together, in the order things happened. */
  readonly files: readonly FleetFile[];
  readonly client: Omit<DeviceClientOptions, "signal">;
  /** @default - as fast as the collector takes them */
  readonly pace?: Pace;
  /** Part of every event's ID, and of how events spread within what times are rounded to. @default 0 */
  readonly seed?: number;
  /** Events at most. @default - all */
  readonly limit?: number;
  /** File that keeps how far the replay came, so that the same replay goes on there. @default - starts from the beginning */
  readonly checkpointFile?: string;
  /** Stops in order: what is under way is answered and counted, as far as `graceMs` lets it. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds after the signal or the first refusal for what is under way; what has no answer then is refused as `aborted`.
   *
   * @default 10000
   */
  readonly graceMs?: number;
  /** Is told about every second how far it is. */
  readonly onProgress?: (counts: FleetCounts) => void;
}

/** Of the whole replay, what was answered before it was resumed included: `sent = accepted + quarantined + refused + pending`. */
export interface FleetCounts {
  readonly sent: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Not answered as kept; a resumed replay sends them again. */
  readonly refused: number;
  readonly pending: number;
  /** Of those quarantined and refused, by code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Of those sent, by event type. */
  readonly types: Readonly<Record<string, number>>;
  /** Devices that sent. */
  readonly devices: number;
}

export interface FleetResult extends FleetCounts {
  /** `stopped` by the signal, or by a refusal: then the same replay with a checkpoint goes on. */
  readonly ended: "complete" | "stopped" | "refused";
  /** Whatever the first refusal said. */
  readonly refusal?: string;
  readonly clockSkew?: ClockSkew;
}

/** Any fixed UUID would do. */
const namespace = "0b1c1f4c-e1a5-4a5c-9dbb-1f4f0f5a3a10";

const everyMs = 1_000;

/**
 * Replays files as a fleet: what happened then happens now, at a pace, over the wire. Every event carries when it really happened
 * in `payload.original_ts`, and the same ID whenever the same seed replays it, so a second replay doubles nothing.
 *
 * @throws when a file or mapping cannot be read, or the checkpoint is of another replay. Refusals are counted, not thrown.
 */
export async function replayFleet(replay: FleetReplay): Promise<FleetResult> {
  const seed = replay.seed ?? 0;
  const { checkpointFile } = replay;
  const identity = await identityOf(replay, seed);
  const before = checkpointFile === undefined ? undefined : await readCheckpoint(checkpointFile, identity);
  const run = new Run(replay, before ?? { replay: identity, answered: 0, accepted: 0, quarantined: 0, codes: {} });
  const parts = await Promise.all(
    replay.files.map(async ({ file, mapping, from, until }) => ({
      source: await indexSource(file, mapping),
      ...(from !== undefined && { from: from.getTime() }),
      ...(until !== undefined && { until: until.getTime() }),
    })),
  );
  if (before === undefined) await run.save();
  return run.all(inOrder(parts, seed));
}

/** What must be the same for a replay to be resumed. */
async function identityOf({ files, limit }: FleetReplay, seed: number): Promise<string> {
  const parts = await Promise.all(
    files.map(async ({ file, mapping, from, until }) => ({
      mapping: mapping.name,
      bytes: (await stat(file)).size,
      from: from?.toISOString(),
      until: until?.toISOString(),
    })),
  );
  return fingerprint({ parts, limit, seed });
}

/** One run of a replay, from where an earlier one came to. */
class Run {
  readonly #replay: FleetReplay;
  readonly #client: DeviceClient;
  readonly #watermark: Watermark<EventOutcome>;
  readonly #devices = new Set<string>();
  readonly #types: Record<string, number> = {};
  readonly #start: Checkpoint;
  #checkpoint: Checkpoint;
  #refusal: string | undefined;
  readonly #giveUp = new AbortController();
  #grace: NodeJS.Timeout | undefined;

  constructor(replay: FleetReplay, start: Checkpoint) {
    this.#replay = replay;
    this.#start = start;
    this.#checkpoint = start;
    this.#client = new DeviceClient({ ...replay.client, signal: this.#giveUp.signal });
    this.#watermark = new Watermark(start.answered, (outcome) => {
      this.#checkpoint = passed(this.#checkpoint, outcome);
    });
  }

  async all(events: AsyncIterable<OrderedEvent>): Promise<FleetResult> {
    const { onProgress, signal } = this.#replay;
    signal?.addEventListener("abort", this.#endSoon, { once: true });
    if (signal?.aborted === true) this.#endSoon();
    let saving = Promise.resolve();
    const beat = setInterval(() => {
      onProgress?.(this.#counts());
      // One that fails is told at the end, if that fails as well.
      saving = saving.then(() => this.save()).catch(() => undefined);
    }, everyMs);
    try {
      const sentAll = await this.#sendAll(events);
      await this.#client.flush();
      await saving;
      await this.save();
      const skew = this.#client.clockSkew();
      const counts = this.#counts();
      const complete = sentAll && counts.refused === 0;
      return {
        ...counts,
        ended: this.#refusal !== undefined ? "refused" : complete ? "complete" : "stopped",
        ...(this.#refusal !== undefined && { refusal: this.#refusal }),
        ...(skew !== undefined && { clockSkew: skew }),
      };
    } finally {
      clearInterval(beat);
      this.#endSoon();
      await this.#client.close();
      clearTimeout(this.#grace);
      signal?.removeEventListener("abort", this.#endSoon);
    }
  }

  /** Without it a collector that is away would hold each batch for the whole time of its retries. */
  readonly #endSoon = (): void => {
    this.#grace ??= setTimeout(() => {
      this.#giveUp.abort();
    }, this.#replay.graceMs ?? 10_000);
  };

  /** Whether it came to the end. */
  async #sendAll(events: AsyncIterable<OrderedEvent>): Promise<boolean> {
    const { limit = Infinity, signal, seed = 0 } = this.#replay;
    const schedule = new Schedule(this.#replay.pace);
    let number = 0;
    for await (const one of events) {
      if (number >= limit) return true;
      if (number >= this.#start.answered) {
        await schedule.due(one.moment, signal);
        await this.#client.ready();
        if (signal?.aborted === true || this.#refusal !== undefined) return false;
        this.#send(number, eventOf(one, seed));
      }
      const { event_type, device_id } = one.event;
      this.#types[event_type] = (this.#types[event_type] ?? 0) + 1;
      this.#devices.add(device_id);
      number++;
    }
    return true;
  }

  #send(number: number, event: DeviceEvent): void {
    void this.#client.send(event).then((outcome) => {
      if (outcome.outcome === "refused") {
        // By this program's own doing: then it was stopped, or refused before.
        if (outcome.code === "aborted") return;
        this.#refusal ??= outcome.detail === undefined ? outcome.code : `${outcome.code}: ${outcome.detail}`;
        this.#endSoon();
      } else {
        this.#watermark.end(number, outcome);
      }
    });
  }

  #counts(): FleetCounts {
    const now = this.#client.counts();
    const { answered, accepted, quarantined } = this.#start;
    const codes: Record<string, number> = { ...this.#start.codes };
    for (const [code, count] of Object.entries(now.codes)) codes[code] = (codes[code] ?? 0) + count;
    return {
      sent: answered + now.sent,
      accepted: accepted + now.accepted,
      quarantined: quarantined + now.quarantined,
      refused: now.refused,
      pending: now.pending,
      codes,
      types: { ...this.#types },
      devices: this.#devices.size,
    };
  }

  /** Writes how far it came. */
  async save(): Promise<void> {
    const { checkpointFile } = this.#replay;
    if (checkpointFile !== undefined) await writeCheckpoint(checkpointFile, this.#checkpoint);
  }
}

/** The checkpoint after one more answer. */
function passed(checkpoint: Checkpoint, outcome: EventOutcome): Checkpoint {
  const next = { ...checkpoint, answered: checkpoint.answered + 1 };
  if (outcome.outcome === "accepted") return { ...next, accepted: next.accepted + 1 };
  const { code } = outcome;
  const codes = { ...next.codes, [code]: (next.codes[code] ?? 0) + 1 };
  return { ...next, quarantined: next.quarantined + 1, codes };
}

/** The event as of now. */
function eventOf({ event, mapping }: OrderedEvent, seed: number): DeviceEvent {
  const { key, at, device_id, event_type } = event;
  const payload = { ...event.payload, original_ts: new Date(at).toISOString() };
  const draft = { event_id: nameBasedUuid(namespace, `${seed} ${mapping} ${key}`), event_type, device_id, payload };
  // Every type's payload may have an original_ts; that each keeps its own type the compiler cannot follow.
  return makeEvent(draft as EventDraft<DeviceEvent["event_type"]>);
}

/** When each event is due. */
class Schedule {
  readonly #pace: Pace | undefined;
  #first: { readonly now: number; readonly moment: number } | undefined;
  #count = 0;

  constructor(pace: Pace | undefined) {
    this.#pace = pace;
  }

  /** Waits until the event of this moment is due; not at all when that is past, or when the signal says so. */
  async due(moment: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#pace === undefined) return;
    this.#first ??= { now: performance.now(), moment };
    const afterMs =
      "compression" in this.#pace
        ? (moment - this.#first.moment) / this.#pace.compression
        : (this.#count++ * 1000) / this.#pace.eventsPerSecond;
    const dueAt = this.#first.now + afterMs;
    for (let waitMs = dueAt - performance.now(); waitMs >= 1 && signal?.aborted !== true;) {
      await sleep(Math.min(waitMs, longestTimerMs), undefined, { signal }).catch(() => undefined);
      waitMs = dueAt - performance.now();
    }
  }
}
