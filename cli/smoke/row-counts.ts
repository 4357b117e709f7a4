import { spawn } from "node:child_process";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Actor } from "./aws.ts";
import { type SmokeInput } from "./input.ts";

/** Which rows are looked for. */
export interface WantedRows {
  /** Event IDs by table, `<database>.<table>`. */
  readonly events: Readonly<Record<string, readonly string[]>>;
  readonly quarantine: {
    readonly table: string;
    readonly topic: string;
    /** Partition and offset. */
    readonly positions: readonly (readonly [number, number])[];
  };
}

const count = z.object({
  rows: z.number(),
  /** Less than rows where some are doubled. */
  distinct: z.number(),
});
const counts = z.object({ events: z.record(z.string(), count), quarantine: count });

export type RowCounts = z.infer<typeof counts>;

/** Counts rows with a reader that is not Spark, under a role. @throws Error with what the reader wrote. */
export async function countRows(
  { spark, region, signal }: Pick<SmokeInput, "spark" | "region" | "signal">,
  actor: Actor,
  wanted: WantedRows,
): Promise<RowCounts> {
  const child = spawn(spark.python, [path.join(import.meta.dirname, "count_rows.py")], {
    env: readerEnvironment(region, actor),
    stdio: ["pipe", "pipe", "pipe"],
    signal,
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  child.stdin.end(JSON.stringify(wanted));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = await code;
  if (ended !== 0)
    throw new Error(`The reader of the tables ended with ${ended ?? "a signal"}: ${stderr.slice(-2000)}`);
  return counts.parse(JSON.parse(stdout));
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
