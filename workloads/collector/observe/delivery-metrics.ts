import { Counter, type Registry } from "prom-client";
import { type SinkObserver } from "../kafka/event-sink.ts";

/** What the way to Kafka counts, for Prometheus. It is there before the collector is, whose registry takes it over. */
export class DeliveryMetrics implements SinkObserver {
  readonly #acknowledged = counter(
    "kafka_records_acknowledged_total",
    "Records that all in-sync replicas have",
    "topic",
  );
  readonly #retried = counter("kafka_batches_retried_total", "Batches sent again, by the reason", "reason");
  readonly #dropped = counter(
    "kafka_records_given_up_total",
    "Records not acknowledged in time, answered 503",
    "topic",
  );

  acknowledged({ topic, count }: { readonly topic: string; readonly count: number }): void {
    this.#acknowledged.inc({ topic }, count);
  }

  retried({ reason }: { readonly reason: string }): void {
    this.#retried.inc({ reason });
  }

  dropped({ topic, count }: { readonly topic: string; readonly count: number }): void {
    this.#dropped.inc({ topic }, count);
  }

  registerIn(registry: Registry): void {
    for (const metric of [this.#acknowledged, this.#retried, this.#dropped]) registry.registerMetric(metric);
  }
}

function counter(name: string, help: string, label: string): Counter {
  return new Counter({ name: `collector_${name}`, help, labelNames: [label], registers: [] });
}
