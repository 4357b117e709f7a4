// What an event costs the collector, beside Benthos with the same work and beside what the broker takes at most; and what
// rates need. Run: npm run bench -- collector [--seconds <n>] [--soak-minutes <n>] [--record]
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../cli/repository.ts";
import { toolchain } from "../local/toolchain/index.ts";
import { capacityFor } from "./collector/capacity.ts";
import { type BenchCluster, startCluster } from "./collector/cluster.ts";
import { type CollectorFigures, type ProgramFigures, type Run } from "./collector/figures.ts";
import { type Answered, Attacker, eventBytes, type Load, telemetryEvent } from "./collector/load.ts";
import { capacityPage } from "./collector/page.ts";
import { watching } from "./collector/process-usage.ts";
import { brokerCeiling } from "./collector/producer-performance.ts";
import { certificates, type Program, startBenthos, startCollector } from "./collector/programs.ts";
import { median } from "./support/timing.ts";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "15" },
    "soak-minutes": { type: "string", default: "1" },
    record: { type: "boolean", default: false },
  },
});
const seconds = Number(options.seconds);
const soakMinutes = Number(options["soak-minutes"]);

/** Events in a request. */
const sizes = [1, 10, 100] as const;
const shares = [0.25, 0.5, 0.75] as const;
const ceilingRecords = 2_000_000;
const targets = { cpuMicroseconds: { 1: 120, 100: 10 }, p99Ms: 100, residentMiB: 256 } as const;

const tools = await toolchain(["java", "kafka", "emulator", "benchmarks"], (line) => {
  console.error(line);
});
const { java, kafka, emulatorPython, benchmarks } = tools;
if (java === undefined || kafka === undefined || emulatorPython === undefined || benchmarks === undefined) {
  throw new Error("The toolchain lacks what the benchmark runs on.");
}
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "bench-collector-"));
process.once("exit", () => {
  fs.rmSync(directory, { recursive: true, force: true });
});
const attacker = new Attacker(benchmarks.vegeta);
const client = await certificates(directory);
const cluster = await startCluster({ java, classpath: kafka.classpath, emulatorPython });
const loadOn = (program: Program, eventsPerRequest: number): Load => ({
  url: program.url,
  client,
  eventsPerRequest,
  directory,
});

try {
  const ceiling = await brokerCeiling({ java, classpath: benchmarks.toolsClasspath }, cluster, {
    directory,
    payloads: Array.from({ length: 1000 }, (_, number) => JSON.stringify(telemetryEvent(number))),
    records: ceilingRecords,
  });
  console.log(
    `The broker takes ${Math.round(ceiling)} records/s from ProducerPerformance; events of ${eventBytes} bytes.`,
  );
  const collector = await startCollector(cluster, client, directory);
  const measured = new Map<number, Omit<Run, "benthos">>();
  for (const size of sizes) measured.set(size, await measureCollector(collector, size));
  const memory = await soak(collector);
  await collector.stop();
  const benthos = await startBenthos(benchmarks.benthos, cluster, { certificates: client, directory });
  const runs: Run[] = [];
  for (const size of sizes) {
    const own = measured.get(size);
    if (own !== undefined) runs.push({ ...own, benthos: (await most(benthos, size)).figures });
  }
  await benthos.stop();
  report({
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus().length} processors, ${os.cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}`,
    eventBytes,
    brokerCeiling: ceiling,
    runs,
    memory,
  });
} finally {
  await cluster.stop();
}

async function measureCollector(program: Program, size: number): Promise<Omit<Run, "benthos">> {
  // The first seconds compile what is hot.
  await attacker.atMost(loadOn(program, size), 3);
  const { figures, answered } = await most(program, size);
  const latencies: Answered[] = [];
  for (const share of shares) {
    latencies.push(await attacker.atRate(loadOn(program, size), answered.requestsPerSecond * share, seconds));
  }
  return { eventsPerRequest: size, collector: { ...figures, latencies } };
}

/** The most that gets through, and that the broker has every event that was answered. */
async function most(program: Program, size: number): Promise<{ figures: ProgramFigures; answered: Answered }> {
  const before = await cluster.records();
  const { result: answered, usage } = await watching(program.pid, () =>
    attacker.atMost(loadOn(program, size), seconds),
  );
  const events = answered.requests * size;
  await requireWritten(cluster, before, events);
  return {
    answered,
    figures: {
      eventsPerSecond: answered.requestsPerSecond * size,
      cpuMicroseconds: (usage.cpuSeconds * 1e6) / events,
      residentMiB: Math.max(...usage.residentMiB),
    },
  };
}

/** Figures of events that were not written would be worth nothing. */
async function requireWritten(from: BenchCluster, before: bigint, events: number): Promise<void> {
  const written = Number((await from.records()) - before);
  if (written < events) throw new Error(`${events} events were answered 200, and the broker has ${written} of them.`);
}

async function soak(program: Program): Promise<CollectorFigures["memory"]> {
  const { usage } = await watching(program.pid, () => attacker.atMost(loadOn(program, 100), soakMinutes * 60));
  const half = Math.floor(usage.residentMiB.length / 2);
  const [first, second] = [usage.residentMiB.slice(0, half), usage.residentMiB.slice(half)];
  return {
    mostMiB: Math.max(...usage.residentMiB),
    minutes: soakMinutes,
    driftMiB: median(second) - median(first),
  };
}

function report(figures: CollectorFigures): void {
  const needs = [50_000, 200_000].flatMap((rate) =>
    [1, 100].flatMap((size) =>
      figures.runs
        .filter(({ eventsPerRequest }) => eventsPerRequest === size)
        .map(({ collector }) =>
          capacityFor(rate, figures.eventBytes, { eventsPerRequest: size, cpuMicroseconds: collector.cpuMicroseconds }),
        ),
    ),
  );
  const page = capacityPage(figures, needs);
  console.log(`\n${page}`);
  for (const line of verdicts(figures)) console.log(line);
  if (options.record) fs.writeFileSync(path.join(repository, "docs/capacity.md"), page);
}

/** Each target with what was measured and their ratio. */
function verdicts({ runs, memory }: CollectorFigures): readonly string[] {
  const against = (what: string, value: number, target: number): string =>
    `${value <= target ? "met   " : "missed"} ${what}: ${value.toFixed(1)}, target ${target} (${(value / target).toFixed(2)} of it)`;
  return runs
    .flatMap(({ eventsPerRequest, collector, benthos }) => {
      const cpu =
        eventsPerRequest === 1 || eventsPerRequest === 100 ? targets.cpuMicroseconds[eventsPerRequest] : undefined;
      const ratio = benthos.cpuMicroseconds / collector.cpuMicroseconds;
      return [
        ...(cpu === undefined
          ? []
          : [against(`CPU µs per event at ${eventsPerRequest} per request`, collector.cpuMicroseconds, cpu)]),
        against(
          `p99 ms at 75 % and ${eventsPerRequest} per request`,
          collector.latencies[2]?.p99 ?? Infinity,
          targets.p99Ms,
        ),
        `${ratio >= 1 ? "met   " : "missed"} events/s per core at ${eventsPerRequest} per request: ${ratio.toFixed(1)} times Benthos's`,
      ];
    })
    .concat(
      against(
        "MiB resident at the most",
        Math.max(memory.mostMiB, ...runs.map((run) => run.collector.residentMiB)),
        targets.residentMiB,
      ),
    );
}
