import { topics } from "../../../../contracts/events/topics.ts";
import { collectorSettings, type CollectorSettingsFile } from "../../../../workloads/collector/settings.ts";
import { type EventSink, SinkUnavailable } from "../../../../workloads/collector/sinks.ts";
import { createEventSink, type SinkObserver } from "../../../../workloads/collector/kafka/event-sink.ts";
import { type FaultCluster } from "../../../faults/harness/fault-cluster.ts";
import { type ReadRecord } from "../../../faults/reader/topic-reader.ts";

/** A sink on the brokers of the failure suite, by its user there. */
export function sinkOn(
  cluster: FaultCluster,
  user: () => Promise<{ readonly username: string; readonly password: string }>,
  more: Partial<CollectorSettingsFile["kafka"]> = {},
  observer: SinkObserver = {},
): EventSink {
  const settings = collectorSettings.shape.kafka.parse({
    bootstrapBrokers: cluster.access.bootstrapBrokersSaslScram.join(","),
    caFile: cluster.access.caFile,
    authentication: { by: "scram", secretArn: "of the test" },
    ...more,
  });
  return createEventSink(settings, {
    credentials: user,
    log: { info: () => undefined, warn: () => undefined },
    observer,
  });
}

const devices = 10;
const pauseMs = 5;
/** Calls that wait for their answer at a time. */
const mostOpen = 200;

/** Devices that send their numbers, one record each per call, without waiting for the answers. */
export class SinkStream {
  readonly acknowledged: string[] = [];
  readonly failed: string[] = [];
  readonly unexpected: unknown[] = [];
  readonly #sink: EventSink;
  readonly #name: string;
  readonly #open = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #next = 0;

  constructor(sink: EventSink, name: string) {
    this.#sink = sink;
    this.#name = name;
    this.#timer = setInterval(() => {
      if (this.#open.size < mostOpen) this.#write();
    }, pauseMs);
  }

  /** Stops sending and waits for all answers. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
  }

  /** Values of this stream as they lie in Kafka, by device in the order of their offsets. */
  landed(records: readonly ReadRecord[]): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const { key, value, topic } of records) {
      const device = key.toString();
      if (topic !== topics.telemetry.name || !device.startsWith(`${this.#name}-`)) continue;
      found.set(device, [...(found.get(device) ?? []), value.toString()]);
    }
    return found;
  }

  #write(): void {
    const number = this.#next++;
    const values = Array.from({ length: devices }, (_, device) => `${this.#name}-${device}#${number}`);
    const write = this.#sink.write(
      values.map((value) => ({
        topic: "telemetry",
        key: Buffer.from(value.split("#")[0] ?? ""),
        value: Buffer.from(value),
      })),
    );
    const answered = write.then(
      () => {
        this.acknowledged.push(...values);
      },
      (error: unknown) => {
        this.failed.push(...values);
        if (!(error instanceof SinkUnavailable)) this.unexpected.push(error);
      },
    );
    this.#open.add(answered);
    void answered.then(() => this.#open.delete(answered));
  }
}

/** Numbers of a device's values. */
export function numbersOf(values: readonly string[]): readonly number[] {
  return values.map((value) => Number(value.split("#")[1]));
}
