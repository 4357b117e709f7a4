import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { z } from "zod";
import { catalogue } from "../../contracts/events/catalogue.ts";
import { type TopicKey, topics } from "../../contracts/events/topics.ts";
import { JobFailure, submitJob } from "../../workloads/jobs/submit.ts";
import { type Actor, type AwsClients, roleClients } from "./aws.ts";
import { CheckFailure, type SmokeInput, type SmokeReport } from "./input.ts";
import { connectionOf, topicIds } from "./kafka.ts";
import { resolveTable } from "./lake.ts";

/** Every topic. */
export const topicKeys = Object.keys(topics) as readonly TopicKey[]; // Object.keys forgets them

/** Runs the landing job as its role, on what the topics have that was not landed yet. */
export async function checkLand(
  input: SmokeInput,
  aws: AwsClients,
  actor: Actor,
  report: SmokeReport,
): Promise<string> {
  await mkdir(input.logDirectory, { recursive: true });
  const batches: z.infer<typeof batchLine>[] = [];
  const logFile = path.join(input.logDirectory, "raw-landing.log");
  let topic = "";
  try {
    await submitJob({
      job: "raw_landing",
      program: path.join(import.meta.dirname, "land_topics.py"),
      arguments: { RUNS: JSON.stringify(await jobRuns(input, aws, actor)) },
      spark: input.spark,
      credentials: actor.credentials,
      region: input.region,
      endpoint: actor.endpoint,
      logFile,
      signal: input.signal,
      report: (line) => {
        const said = saidIn(line);
        if (said === undefined) report(line);
        else if ("topic" in said) topic = said.topic;
        else {
          batches.push(said);
          report(`${topic}: landed batch ${said.batch}, ${said.read} records`);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    throw new CheckFailure({ expected: "the landing job to end well", got: error.message, next: `read ${logFile}.` });
  }
  const read = batches.reduce((sum, batch) => sum + batch.read, 0);
  return `${read} records of ${topicKeys.length} topics read in ${batches.length} batches, in one Spark application`;
}

/** Arguments of the job for each topic. */
async function jobRuns(
  { streaming, lake, region, caFile, checkpointDirectory }: SmokeInput,
  aws: AwsClients,
  actor: Actor,
): Promise<readonly (readonly string[])[]> {
  const input = { streaming, caFile };
  const connection = await connectionOf(input, aws, "raw-landing");
  const ids = await topicIds(
    connection,
    topicKeys.map((key) => topics[key].name),
  );
  const catalog = roleClients(region, actor);
  const quarantine = tableOf(lake, "quarantine");
  return Promise.all(
    topicKeys.map(async (key) => {
      const { name } = topics[key];
      const table = tableOf(lake, key);
      // A topic or table that was made again starts from nothing; its checkpoint must too.
      const incarnation = `${ids.get(name) ?? ""}-${(await resolveTable(catalog, table)).uuid}`;
      const checkpoint = path.join(checkpointDirectory, "raw-landing", name, incarnation);
      await mkdir(checkpoint, { recursive: true });
      const type = catalogue.find(({ topic }) => topic === key)?.type;
      return Object.entries({
        BOOTSTRAP_SERVERS: streaming.bootstrapBrokers,
        TOPIC: name,
        ...(type !== undefined && { EVENT_TYPE: type, TABLE: `${table.database}.${table.table}` }),
        QUARANTINE_TABLE: `${quarantine.database}.${quarantine.table}`,
        CHECKPOINT: `file://${checkpoint}`,
        WAREHOUSE: `s3://${lake.buckets.raw.name}/bronze/events`,
        KAFKA_AUTH: streaming.authentication,
        SECRET_ARN: connection.secretArn,
        ...(caFile !== undefined && { CA_FILE: caFile }),
      }).flatMap(([argument, value]) => [`--${argument}`, value]);
    }),
  );
}

/** A raw table, by its topic. @throws Error when the lake stack published none. */
export function tableOf(
  { tables }: SmokeInput["lake"],
  key: TopicKey,
): { readonly database: string; readonly table: string } {
  const table = tables[key];
  if (table === undefined) throw new Error(`The lake stack published no table ${key}.`);
  return table;
}

const batchLine = z.object({ batch: z.number(), read: z.number(), quarantined: z.number() });
const said = z.union([batchLine, z.object({ topic: z.string() })]);

function saidIn(line: string): z.infer<typeof said> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return said.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
