import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { requestsInFlightGauge } from "../../../contracts/events/collector-metrics.ts";
import { type Refusal } from "../../../contracts/events/outcomes.ts";
import { type Admission } from "../http/admission.ts";
import { type Answer } from "../ingest/answer.ts";

/** What a request took, in milliseconds. */
export interface Timing {
  /** From its head to its answer. */
  readonly totalMs: number;
  /** Of that, for Kafka, vault and quarantine. */
  readonly ackMs: number;
}

/** Counts since the last time they were taken, by the words of the accounting. */
export interface Counts {
  readonly accepted: ReadonlyMap<string, number>;
  readonly quarantined: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, number>;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What the collector counts, for Prometheus and for CloudWatch: `sent = accepted + quarantined + refused`. */
export class CollectorMetrics {
  readonly registry = new Registry();
  readonly #accepted = this.#counter("events_accepted_total", "Events in their topic, by event type", "type");
  readonly #quarantined = this.#counter("events_quarantined_total", "Events in quarantine, by reason", "reason");
  readonly #refused = this.#counter("requests_refused_total", "Requests refused as a whole, by code", "code");
  readonly #reloads = this.#counter("file_reloads_total", "Files that changed and were read again", "outcome");
  readonly #aborted = this.#counter("requests_aborted_total", "Requests whose sender left before the body had come");
  readonly #dropped = this.#counter(
    "connections_dropped_total",
    "Connections closed at once, because there were too many",
  );
  readonly #errors = this.#counter("errors_total", "Faults of the collector itself");
  readonly #total = this.#histogram("request_duration_seconds", "From a request's head to its answer 200");
  readonly #ack = this.#histogram("acknowledgement_duration_seconds", "Of that, for Kafka, token vault and quarantine");
  #counts = emptyCounts();

  constructor(admission: Admission) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge(requestsInFlightGauge, "Requests taken in and not answered yet", () => admission.requests);
    this.gauge(
      "collector_bytes_in_flight",
      "Bytes of bodies taken in and not answered yet, and what their quarantined events hold beside",
      () => admission.bytes,
    );
  }

  answered({ acceptedByType, quarantinedByReason }: Answer, { totalMs, ackMs }: Timing): void {
    for (const [type, count] of acceptedByType) {
      this.#accepted.inc({ type }, count);
      add(this.#counts.accepted, type, count);
    }
    for (const [reason, count] of quarantinedByReason) {
      this.#quarantined.inc({ reason }, count);
      add(this.#counts.quarantined, reason, count);
    }
    this.#total.observe(totalMs / 1000);
    this.#ack.observe(ackMs / 1000);
  }

  refused(code: Refusal): void {
    this.#refused.inc({ code });
    add(this.#counts.refused, code, 1);
  }

  /** A sender that left. */
  aborted(): void {
    this.#aborted.inc();
  }

  /** A connection too many. */
  dropped(): void {
    this.#dropped.inc();
  }

  /** A fault of the collector itself. */
  failed(): void {
    this.#errors.inc();
  }

  /** A file that changed was taken, or the one before was kept. */
  reloaded(outcome: "taken" | "kept"): void {
    this.#reloads.inc({ outcome });
  }

  /** Counts since the last call. */
  takeCounts(): Counts {
    const counts = this.#counts;
    this.#counts = emptyCounts();
    return counts;
  }

  #counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name: `collector_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name: `collector_${name}`, help, buckets: secondsBuckets, registers: [this.registry] });
  }

  /** A value that is asked for when metrics are. */
  gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}

interface MutableCounts {
  readonly accepted: Map<string, number>;
  readonly quarantined: Map<string, number>;
  readonly refused: Map<string, number>;
}

function emptyCounts(): MutableCounts {
  return { accepted: new Map(), quarantined: new Map(), refused: new Map() };
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
