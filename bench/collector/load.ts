import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const execute = promisify(execFile);

/** Who sends: certificate and key of a client, and the authority of the server. PEM files. */
export interface Client {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly caFile: string;
}

/** Requests to send over and over. */
export interface Load {
  /** Where to. */
  readonly url: string;
  readonly client: Client;
  /** Events in each request. */
  readonly eventsPerRequest: number;
  /** Folder for bodies and results. */
  readonly directory: string;
}

/** What came of an attack. Times are milliseconds, from when a request was due to the end of its answer. */
export interface Answered {
  readonly requestsPerSecond: number;
  readonly requests: number;
  readonly seconds: number;
  /** Share of requests that were answered 200. */
  readonly success: number;
  readonly statusCodes: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

/** Bodies that take turns, so that no cache sees the same one again at once. */
const differentBodies = 16;
/** Devices the events are of: keys over all partitions. */
const devices = 100;
/** Connections that stay open, as those of devices do: each costs a handshake with two certificates when it is made. */
const connections = 64;
/** Time in which connections are made; answers of it are in no figure of latency. */
const openingMs = 2000;

/** An event of about 350 bytes, as a device that measures nine things sends it. */
export function telemetryEvent(number: number): Readonly<Record<string, unknown>> {
  const noise = (scale: number): number => Math.round(((number * 7919) % 1000) * scale) / 100;
  return {
    event_id: randomUUID(),
    event_type: "telemetry",
    device_id: `bench-${number % devices}`,
    event_ts: new Date().toISOString(),
    schema_version: "1",
    payload: {
      measurements: {
        temp: noise(2),
        dewp: noise(1.5),
        humid: noise(5),
        wind_dir: number % 360,
        wind_speed: noise(1),
        wind_gust: noise(1.2),
        precip: 0,
        pressure: 1000 + noise(0.3),
        visib: 10,
      },
    },
  };
}

/** Bytes of an event as it is sent, on average. */
export const eventBytes = Math.round(
  Array.from({ length: devices }, (_, number) => JSON.stringify(telemetryEvent(number)).length).reduce(
    (a, b) => a + b,
  ) / devices,
);

/** Sends by vegeta. @see https://github.com/tsenart/vegeta */
export class Attacker {
  readonly #vegeta: string;

  constructor(vegeta: string) {
    this.#vegeta = vegeta;
  }

  /** At a constant rate, whatever the answers do (an open model): a server that lags is seen in the latencies. */
  atRate(load: Load, requestsPerSecond: number, seconds: number): Promise<Answered> {
    return this.#attack(load, seconds, [
      "-rate",
      `${Math.max(1, Math.round(requestsPerSecond))}/s`,
      "-max-workers",
      "2000",
    ]);
  }

  /** As fast as answers come, on so many connections at once: what the most is. */
  atMost(load: Load, seconds: number): Promise<Answered> {
    return this.#attack(load, seconds, ["-rate", "0", "-max-workers", String(connections)]);
  }

  async #attack(load: Load, seconds: number, pace: readonly string[]): Promise<Answered> {
    const results = path.join(load.directory, "results.bin");
    const { certificateFile, keyFile, caFile } = load.client;
    await execute(this.#vegeta, [
      "attack",
      ...pace,
      ...["-duration", `${seconds + openingMs / 1000}s`, "-targets", targets(load), "-output", results],
      ...["-cert", certificateFile, "-key", keyFile, "-root-certs", caFile, "-timeout", "15s"],
      ...[
        "-connections",
        String(connections),
        "-max-connections",
        String(connections),
        "-http2=false",
        "-max-body",
        "0",
      ],
    ]);
    const report = reported.parse(JSON.parse((await execute(this.#vegeta, ["report", "-type=json", results])).stdout));
    const latencies = await this.#settledLatencies(results);
    const answered = report.requests * report.success;
    const took = report.duration / 1e9 + report.wait / 1e9;
    return {
      requests: answered,
      requestsPerSecond: answered / took,
      seconds: took,
      success: report.success,
      statusCodes: report.status_codes,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      p999: percentile(latencies, 0.999),
    };
  }

  /** Latencies in milliseconds of requests that were due after the connections were there, in ascending order. */
  async #settledLatencies(results: string): Promise<Float64Array> {
    // Columns: time in nanoseconds since 1970, status, latency in nanoseconds, and more.
    const { stdout } = await execute(this.#vegeta, ["encode", "-to", "csv", results], { maxBuffer: 2 ** 30 });
    const rows = stdout.split("\n").filter((line) => line !== "");
    const timed = rows.map((line) => {
      const [at, , latency] = line.split(",", 3);
      return { atMs: Number(at) / 1e6, ms: Number(latency) / 1e6 };
    });
    const startMs = timed.reduce((least, { atMs }) => Math.min(least, atMs), Infinity);
    return Float64Array.from(timed.filter(({ atMs }) => atMs - startMs >= openingMs).map(({ ms }) => ms)).sort();
  }
}

const reported = z.object({
  requests: z.number(),
  success: z.number(),
  duration: z.number(),
  wait: z.number(),
  status_codes: z.record(z.string(), z.number()),
});

/** The value that this part of all values, in ascending order, is not above. */
function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Writes bodies of events of now, and vegeta's list of requests; returns the list's file. */
function targets({ url, eventsPerRequest, directory }: Load): string {
  const requests = Array.from({ length: differentBodies }, (_, body) => {
    const file = path.join(directory, `body-${body}.json`);
    const events = Array.from({ length: eventsPerRequest }, (_, place) =>
      telemetryEvent(body * eventsPerRequest + place),
    );
    fs.writeFileSync(file, JSON.stringify(eventsPerRequest === 1 ? events[0] : events));
    return `POST ${url}\nContent-Type: application/json\n@${file}\n`;
  });
  const file = path.join(directory, "targets.txt");
  fs.writeFileSync(file, requests.join("\n"));
  return file;
}
