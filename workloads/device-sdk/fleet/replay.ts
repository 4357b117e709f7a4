import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DeviceClient, type DeviceClientOptions } from "../client.ts";
import { type ClockSkew } from "../clock-skew.ts";
import { type DeviceEvent, type EventDraft, makeEvent, nameBasedUuid } from "../events.ts";
import { type EventOutcome } from "../outcome.ts";
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
  /** Stops in order: what is under way is answered and counted. */
  readonly signal?: AbortSignal;
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

  constructor(replay: FleetReplay, start: Checkpoint) {
    this.#replay = replay;
    this.#start = start;
    this.#checkpoint = start;
    this.#client = new DeviceClient(replay.client);
    this.#watermark = new Watermark(start.answered, (outcome) => {
      this.#checkpoint = passed(this.#checkpoint, outcome);
    });
  }

  async all(events: AsyncIterable<OrderedEvent>): Promise<FleetResult> {
    const { onProgress } = this.#replay;
    let saving = Promise.resolve();
    const beat = setInterval(() => {
      onProgress?.(this.#counts());
      saving = saving.then(() => this.#save());
      saving.catch(() => undefined); // told at the end
    }, everyMs);
    try {
      const sentAll = await this.#sendAll(events);
      await this.#client.flush();
      await saving;
      await this.#save();
      const skew = this.#client.clockSkew();
      return {
        ...this.#counts(),
        ended: this.#refusal !== undefined ? "refused" : sentAll ? "complete" : "stopped",
        ...(this.#refusal !== undefined && { refusal: this.#refusal }),
        ...(skew !== undefined && { clockSkew: skew }),
      };
    } finally {
      clearInterval(beat);
      await this.#client.close();
    }
  }

  /** Whether it came to the end. */
  async #sendAll(events: AsyncIterable<OrderedEvent>): Promise<boolean> {
    const { limit = Infinity, signal, seed = 0 } = this.#replay;
    const schedule = new Schedule(this.#replay.pace);
    let number = 0;
    for await (const one of events) {
      if (number >= limit) return true;
      const { event_type, device_id } = one.event;
      this.#types[event_type] = (this.#types[event_type] ?? 0) + 1;
      this.#devices.add(device_id);
      if (number >= this.#start.answered) {
        await schedule.due(one.moment, signal);
        await this.#client.ready();
        if (signal?.aborted === true || this.#refusal !== undefined) {
          this.#types[event_type] -= 1;
          return false;
        }
        this.#send(number, eventOf(one, seed));
      }
      number++;
    }
    return true;
  }

  #send(number: number, event: DeviceEvent): void {
    void this.#client.send(event).then((outcome) => {
      if (outcome.outcome === "refused") {
        this.#refusal ??= outcome.detail === undefined ? outcome.code : `${outcome.code}: ${outcome.detail}`;
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

  async #save(): Promise<void> {
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
    const waitMs = this.#first.now + afterMs - performance.now();
    if (waitMs >= 1) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
