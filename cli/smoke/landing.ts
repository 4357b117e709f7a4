import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { topics } from "../../contracts/events/topics.ts";
import { createEventSink } from "../../workloads/collector/kafka/event-sink.ts";
import { collectorSettings } from "../../workloads/collector/settings.ts";
import { JobFailure, submitJob } from "../../workloads/jobs/submit.ts";
import { type Actor, type AwsClients, roleClients } from "./aws.ts";
import { CheckFailure, type SmokeInput, type SmokeReport } from "./input.ts";
import { connectionOf, topicId } from "./kafka.ts";
import { resolveTable } from "./lake.ts";
import { readingCount, stations, weatherReadings } from "./readings.ts";

const topic = topics.telemetry.name;

/** Sends every reading as the collector, and finds as many places in the log as readings. */
export async function checkSend(input: SmokeInput, aws: AwsClients): Promise<string> {
  const readings = await weatherReadings(input.datasetDirectory);
  const { bootstrapBrokers, caFile, clientId, credentials, secretArn } = await connectionOf(input, aws, "collector");
  const authentication = { by: "scram", secretArn };
  const settings = collectorSettings.shape.kafka.parse({ bootstrapBrokers, caFile, authentication });
  const offsets = new Set<string>();
  const quiet = { info: () => undefined, warn: () => undefined };
  const sink = createEventSink(settings, {
    clientId,
    credentials: () => Promise.resolve(credentials),
    log: quiet,
    observer: {
      acknowledged({ partition, baseOffset, count }) {
        for (let index = 0n; index < count; index++) offsets.add(`${partition}:${baseOffset + index}`);
      },
    },
  });
  try {
    const started = performance.now();
    await sink.write(
      readings.map((event) => ({
        topic: "telemetry",
        key: Buffer.from(event.device_id),
        value: Buffer.from(JSON.stringify(event)),
      })),
    );
    const seconds = (performance.now() - started) / 1000;
    const distinct = offsets.size;
    if (distinct !== readingCount) {
      throw new CheckFailure({
        expected: `${readingCount} readings acknowledged, each with an offset of its own`,
        got: `${readings.length} sent, ${distinct} distinct offsets`,
        next: "the Kafka client lost or doubled records: see workloads/collector/kafka and the brokers' log.",
      });
    }
    return `${distinct} readings acknowledged by all in-sync replicas, each with an offset of its own, ${Math.round(distinct / seconds)} per second`;
  } finally {
    await sink.close();
  }
}

/** Runs the landing job as its role, on what the topic has that was not landed yet. */
export async function checkLand(
  input: SmokeInput,
  aws: AwsClients,
  actor: Actor,
  report: SmokeReport,
): Promise<string> {
  const { telemetry, quarantine } = input.lake.tables;
  const secretArn = input.streaming.credentials["raw-landing"];
  if (telemetry === undefined || quarantine === undefined || secretArn === undefined) {
    throw new Error("The stacks published no telemetry or quarantine table, or no secret for raw-landing.");
  }
  // A topic or table that was made again starts from nothing; its checkpoint must too.
  const table = await resolveTable(roleClients(input.region, actor), telemetry);
  const incarnation = `${await topicId(await connectionOf(input, aws, "raw-landing"), topic)}-${table.uuid}`;
  const checkpoint = path.join(input.checkpointDirectory, "raw-landing", topic, incarnation);
  await mkdir(checkpoint, { recursive: true });
  await mkdir(input.logDirectory, { recursive: true });
  const batches: z.infer<typeof batchLine>[] = [];
  const logFile = path.join(input.logDirectory, "raw-landing.log");
  try {
    await submitJob({
      job: "raw_landing",
      arguments: {
        BOOTSTRAP_SERVERS: input.streaming.bootstrapBrokers,
        TOPIC: topic,
        EVENT_TYPE: "telemetry",
        TABLE: `${telemetry.database}.${telemetry.table}`,
        QUARANTINE_TABLE: `${quarantine.database}.${quarantine.table}`,
        CHECKPOINT: `file://${checkpoint}`,
        WAREHOUSE: `s3://${input.lake.buckets.raw.name}/bronze/events`,
        KAFKA_AUTH: input.streaming.authentication,
        SECRET_ARN: secretArn,
        ...(input.caFile !== undefined && { CA_FILE: input.caFile }),
      },
      spark: input.spark,
      credentials: actor.credentials,
      region: input.region,
      endpoint: actor.endpoint,
      logFile,
      signal: input.signal,
      report: (line) => {
        const batch = batchOf(line);
        if (batch !== undefined) batches.push(batch);
        report(batch === undefined ? line : `landed batch ${batch.batch}: ${batch.read} records`);
      },
    });
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    throw new CheckFailure({ expected: "the landing job to end well", got: error.message, next: `read ${logFile}.` });
  }
  const total = (of: (batch: z.infer<typeof batchLine>) => number): number =>
    batches.reduce((sum, b) => sum + of(b), 0);
  return `${total(({ read }) => read)} records read in ${batches.length} batches, ${total(({ quarantined }) => quarantined)} quarantined`;
}

const batchLine = z.object({ batch: z.number(), read: z.number(), quarantined: z.number() });

function batchOf(line: string): z.infer<typeof batchLine> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return batchLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const counted = z.object({ rows: z.number(), events: z.number(), devices: z.array(z.string()) });

/** Counts the readings in the table with a reader that is not Spark. */
export async function checkCount(input: SmokeInput, actor: Actor): Promise<string> {
  const { telemetry } = input.lake.tables;
  if (telemetry === undefined) throw new Error("The lake stack published no telemetry table.");
  const script = path.join(import.meta.dirname, "count_rows.py");
  const { stdout } = await promisify(execFile)(
    input.spark.python,
    [script, `${telemetry.database}.${telemetry.table}`, ...stations],
    { env: readerEnvironment(input.region, actor), signal: input.signal },
  );
  const { rows, events, devices } = counted.parse(JSON.parse(stdout));
  if (rows !== readingCount || events !== readingCount || devices.join() !== stations.join()) {
    throw new CheckFailure({
      expected: `${readingCount} rows, ${readingCount} distinct event_id, devices ${stations.join(", ")}`,
      got: `${rows} rows, ${events} distinct event_id, devices ${devices.join(", ")}`,
      next: `more rows than event_ids: the job's MERGE (workloads/jobs/raw_landing/load.py); fewer: ${input.lake.tables.quarantine?.table ?? "quarantine"} and ${path.join(input.logDirectory, "raw-landing.log")}.`,
    });
  }
  return `${rows} rows, ${events} distinct event_id, ${devices.length} devices, read by PyIceberg`;
}

function readerEnvironment(region: string, { credentials, endpoint }: Actor): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    PYTHONDONTWRITEBYTECODE: "1",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_CA_BUNDLE: endpoint.trust.pemFile,
    SSL_CERT_FILE: endpoint.trust.pemFile,
  };
}
