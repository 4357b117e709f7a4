import { isUtf8 } from "node:buffer";
import { checkSent, type EventKind } from "../../../contracts/events/check.ts";
import { type Sender } from "../auth/sender.ts";
import { type QuarantinedEvent, type SinkRecord, type TokenVault } from "../sinks.ts";
import { Answer } from "./answer.ts";
import { momentOf } from "./event-time.ts";
import { type EventLimits, type Fault, parse } from "./parse.ts";
import { treat } from "./personal-data.ts";
import { quarantineRecord } from "./quarantine-record.ts";
import { type Span } from "./separate.ts";
import { Splicer } from "./splice.ts";

/** What events are judged by. */
export interface Rules {
  readonly limits: EventLimits;
  /** How far event_ts may lie from now. */
  readonly eventTime: { readonly pastMs: number; readonly futureMs: number };
  /** Largest original that goes into a record of the quarantine topic. */
  readonly quarantineRecordBytes: number;
  readonly vault: TokenVault;
  /** Told when judging an event failed, which is a fault of the collector. */
  readonly failed: (error: unknown) => void;
}

/** A request's events, told apart. */
export interface Sent {
  readonly body: Buffer;
  readonly spans: readonly Span[];
  readonly sender: Sender;
  /** When it was taken in, in milliseconds since 1970. */
  readonly now: number;
}

/** What is to be written before the answer may be given. */
export interface Judgement {
  /** For Kafka: what is accepted to its topic, what is not to the quarantine topic; in the order sent. */
  readonly records: readonly SinkRecord[];
  /** For the quarantine bucket. */
  readonly quarantined: readonly QuarantinedEvent[];
  /** For the token vault. */
  readonly tokenised: readonly string[];
  readonly answer: Answer;
}

/** An event as `checkSent` has found it to be. */
interface ValidEvent extends Record<string, unknown> {
  readonly event_id: string;
  readonly device_id: string;
  readonly event_ts: string;
}

/** Decides of every event of a request whether it is accepted or quarantined. Writes nothing. */
export function judge(sent: Sent, rules: Rules): Judgement {
  return new Judging(sent, rules).judgement();
}

class Judging {
  readonly #sent: Sent;
  readonly #rules: Rules;
  readonly #ingestTs: string;
  readonly #splicer: Splicer;
  readonly #records: SinkRecord[] = [];
  readonly #quarantined: QuarantinedEvent[] = [];
  readonly #tokenised: string[] = [];
  readonly #answer = new Answer();
  #lastDevice = "";
  #lastKey = Buffer.alloc(0);

  constructor(sent: Sent, rules: Rules) {
    this.#sent = sent;
    this.#rules = rules;
    this.#ingestTs = new Date(sent.now).toISOString();
    this.#splicer = new Splicer(sent.body, sent.spans.length, this.#ingestTs);
  }

  judgement(): Judgement {
    const { body, spans } = this.#sent;
    const bodyIsUtf8 = isUtf8(body);
    for (const span of spans) {
      try {
        this.#judge(span, bodyIsUtf8);
      } catch (error) {
        // The same bytes would fail again, so asking the sender to repeat them helps nobody.
        this.#rules.failed(error);
        this.#quarantine(span, { reason: "not_processed", detail: "The collector failed on the event" });
      }
    }
    return {
      records: this.#records,
      quarantined: this.#quarantined,
      tokenised: this.#tokenised,
      answer: this.#answer,
    };
  }

  #judge(span: Span, bodyIsUtf8: boolean): void {
    const parsed = parse(this.#sent.body, span, this.#rules.limits, bodyIsUtf8);
    if ("fault" in parsed) {
      this.#quarantine(span, parsed.fault);
      return;
    }
    const checked = checkSent(parsed.value);
    if (!checked.valid) {
      this.#quarantine(span, checked, parsed.value);
      return;
    }
    const event = parsed.value as ValidEvent; // which checkSent has just found
    const fault = this.#faultOf(event);
    if (fault === undefined) this.#accept(span, event, checked);
    else this.#quarantine(span, fault, event);
  }

  /** What is wrong with an event of a valid form. */
  #faultOf({ device_id, event_ts }: ValidEvent): Fault | undefined {
    if (!this.#sent.sender.speaksFor(device_id)) {
      return {
        reason: "device_mismatch",
        detail: "/device_id is not the sender, nor one that the sender may speak for",
      };
    }
    const { pastMs, futureMs } = this.#rules.eventTime;
    const age = this.#sent.now - momentOf(event_ts);
    if (age > pastMs) return { reason: "too_old", detail: `/event_ts is more than ${pastMs} ms ago` };
    if (-age > futureMs) return { reason: "too_new", detail: `/event_ts is more than ${futureMs} ms ahead` };
    return undefined;
  }

  #accept(span: Span, event: ValidEvent, { topic, type, version, personalFields }: EventKind): void {
    const hasPersonalData =
      personalFields.length > 0 && treat(event, personalFields, this.#rules.vault, this.#tokenised);
    const value = hasPersonalData
      ? Buffer.from(JSON.stringify({ ...event, ingest_ts: this.#ingestTs, schema_version: version }))
      : this.#splicer.splice(span, Object.hasOwn(event, "schema_version") ? undefined : version);
    this.#records.push({ topic, key: this.#keyOf(event.device_id), value });
    this.#answer.accept(event.event_id, type);
  }

  #quarantine({ start, end }: Span, { reason, detail }: Fault, value?: unknown): void {
    // A copy of its own, so that a small event does not hold the whole body while the bucket is slow.
    const bytes = Buffer.from(this.#sent.body.subarray(start, end));
    const event = { reason, detail, sender: this.#sent.sender.name, ingestTs: this.#ingestTs, bytes };
    this.#quarantined.push(event);
    this.#records.push(quarantineRecord(event, this.#rules.quarantineRecordBytes));
    this.#answer.quarantine(reason, detail, value);
  }

  /** Events of one device mostly come together. */
  #keyOf(device: string): Buffer {
    if (device !== this.#lastDevice) {
      this.#lastDevice = device;
      this.#lastKey = Buffer.from(device);
    }
    return this.#lastKey;
  }
}
