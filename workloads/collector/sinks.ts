import { type QuarantineReason } from "../../contracts/events/outcomes.ts";
import { type TopicKey } from "../../contracts/events/topics.ts";

/** A record on its way to Kafka. */
export interface SinkRecord {
  readonly topic: TopicKey;
  /** The device: records of one key keep their order. */
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Kafka, as the collector sees it. */
export interface EventSink {
  /**
   * Resolves when all in-sync replicas have every record. The records of one call keep their order by key, and follow those
   * of the calls before.
   *
   * @throws {SinkUnavailable} when they were not acknowledged in time; some may have been written.
   */
  write(records: readonly SinkRecord[]): Promise<void>;
  /** Whether the last attempt to write, or to reach the brokers, went well. */
  readonly available: boolean;
  /** Waits for what is under way, then lets go of the brokers. */
  close(): Promise<void>;
}

/** What is quarantined, as it came. */
export interface QuarantinedEvent {
  readonly reason: QuarantineReason;
  /** What is wrong and where; never a value of the event. */
  readonly detail: string;
  /** Who sent it, by certificate or token. */
  readonly sender: string;
  /** RFC 3339. */
  readonly ingestTs: string;
  /** The original bytes. */
  readonly bytes: Buffer;
}

/** The bucket of what is quarantined. */
export interface QuarantineStore {
  /**
   * Resolves when the bucket has every event; calls that come close together share an object.
   *
   * @throws {SinkUnavailable} when it was not written in time.
   */
  put(events: readonly QuarantinedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** Tokens instead of personal data. */
export interface TokenVault {
  /** The token of a value, in the form of `contracts/events/personal-data.ts`: the same value has the same token. */
  tokenOf(value: string): string;
  /**
   * Resolves when the vault has the value of every token.
   *
   * @throws {SinkUnavailable} when it was not written in time.
   */
  keep(values: readonly string[]): Promise<void>;
}

/** What must have an event before it is acknowledged did not take it. The request is answered 503. */
export class SinkUnavailable extends Error {
  override readonly name = "SinkUnavailable";
}
