import { assumptions, type Capacity } from "./capacity.ts";
import { type CollectorFigures } from "./figures.ts";

const rates = [25, 50, 75] as const;

const number = (value: number, digits = 0): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `docs/capacity.md`: what was measured, and what it means for a rate of events. */
export function capacityPage(figures: CollectorFigures, needs: readonly Capacity[]): string {
  return [
    "# Capacity of ingestion",
    "",
    "Written by `npm run bench -- collector --record`; do not edit. What was measured comes first, then what follows from it.",
    "",
    "## Measured",
    "",
    `On ${figures.date}: ${figures.machine}. Generator, broker and collector share the processors, so rates are the machine's and not`,
    "the collector's; processor time per event is the collector's own. HTTPS with client certificates kept open; events of",
    `${figures.eventBytes} bytes; one broker, \`acks=all\`, idempotent, snappy, SASL_SSL.`,
    "",
    "| events per request | CPU per event | events/s per core | Benthos per core | ratio | most, here | of the broker's ceiling |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...figures.runs.map((run) => {
      const perCore = 1e6 / run.collector.cpuMicroseconds;
      const benthosPerCore = 1e6 / run.benthos.cpuMicroseconds;
      return `| ${run.eventsPerRequest} | ${number(run.collector.cpuMicroseconds, 1)} µs | ${number(perCore)} | ${number(benthosPerCore)} | ${number(perCore / benthosPerCore, 1)} | ${number(run.collector.eventsPerSecond)}/s | ${number((run.collector.eventsPerSecond / figures.brokerCeiling) * 100)} % |`;
    }),
    "",
    `The broker's ceiling is ${number(figures.brokerCeiling)} records/s, by Kafka's own ProducerPerformance with the same records and settings.`,
    "",
    "Latency at a constant rate (open model), in milliseconds:",
    "",
    "| events per request | rate | p50 | p99 | p99.9 | answered 200 |",
    "| --- | --- | --- | --- | --- | --- |",
    ...figures.runs.flatMap((run) =>
      run.collector.latencies.map(
        ({ p50, p99, p999, success }, index) =>
          `| ${run.eventsPerRequest} | ${rates[index] ?? "?"} % of the most | ${number(p50, 1)} | ${number(p99, 1)} | ${number(p999, 1)} | ${number(success * 100, 2)} % |`,
      ),
    ),
    "",
    `Memory at the most: ${number(figures.memory.mostMiB)} MiB resident; over ${number(figures.memory.minutes, 1)} minutes the second half's median differs from the first's by ${number(figures.memory.driftMiB, 1)} MiB.`,
    "",
    "## What a rate needs",
    "",
    "| events/s | events per request | records | busy CPUs | pods | partitions | brokers | US$ a month |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...needs.map((need) => {
      const total = Object.values(need.monthlyUsd).reduce((sum, usd) => sum + usd, 0);
      const parts = Object.entries(need.monthlyUsd).map(([what, usd]) => `${what} ${number(usd)}`);
      return `| ${number(need.eventsPerSecond)} | ${need.eventsPerRequest} | ${number(need.mbPerSecond)} MB/s | ${number(need.busyCpus, 1)} | ${need.pods} | ${need.partitions} | ${need.brokers} | ${number(total)} (${parts.join(", ")}) |`;
    }),
    "",
    ...assumptions.map((assumption) => `- ${assumption}`),
    "",
  ].join("\n");
}
