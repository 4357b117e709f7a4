import {
  type EventSink,
  type QuarantinedEvent,
  type QuarantineStore,
  type SinkRecord,
  SinkUnavailable,
  type TokenVault,
} from "../../../../workloads/collector/sinks.ts";

/** Keeps what is written, in memory; `fails` and `delayMs` may change at any time. */
export class MemorySink implements EventSink {
  readonly records: SinkRecord[] = [];
  /** What the next writes fail with. */
  fails: Error | undefined;
  /** Writes wait for it. */
  until: Promise<void> | undefined;
  available = true;

  async write(records: readonly SinkRecord[]): Promise<void> {
    await this.until;
    if (this.fails !== undefined) throw this.fails;
    for (const record of records) this.records.push(record);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class MemoryQuarantine implements QuarantineStore {
  readonly events: QuarantinedEvent[] = [];
  fails: Error | undefined;

  put(events: readonly QuarantinedEvent[]): Promise<void> {
    if (this.fails !== undefined) return Promise.reject(this.fails);
    this.events.push(...events);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class MemoryVault implements TokenVault {
  readonly kept = new Set<string>();
  fails: Error | undefined;

  tokenOf(value: string): string {
    return `tok_${Buffer.from(value).toString("base64url").padEnd(43, "A").slice(0, 43)}`;
  }

  keep(values: readonly string[]): Promise<void> {
    if (this.fails !== undefined) return Promise.reject(this.fails);
    for (const value of values) this.kept.add(value);
    return Promise.resolve();
  }
}

/** What a sink throws when it cannot write. */
export const unavailable = new SinkUnavailable("not written in time");

export interface MemorySinks {
  readonly events: MemorySink;
  readonly quarantine: MemoryQuarantine;
  readonly vault: MemoryVault;
}

export function memorySinks(): MemorySinks {
  return { events: new MemorySink(), quarantine: new MemoryQuarantine(), vault: new MemoryVault() };
}
