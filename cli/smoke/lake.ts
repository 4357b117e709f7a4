import { randomBytes } from "node:crypto";
import { GetTableCommand } from "@aws-sdk/client-glue";
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { type AwsClients } from "./aws.ts";
import { CheckFailure, type SmokeInput } from "./input.ts";

/** Where the landing job's role may write and the tests' object is in nobody's way. */
const probeKey = "checkpoints/bronze/smoke-probe";

/** Writes and reads an object as the landing job's role, and finds it encrypted with the lake's key. */
export async function checkEncryptedObject(input: SmokeInput, landing: AwsClients): Promise<string> {
  const place = { Bucket: input.lake.buckets.raw.name, Key: probeKey };
  const body = randomBytes(32).toString("hex");
  await landing.s3.send(new PutObjectCommand({ ...place, Body: body }));
  const { Body } = await landing.s3.send(new GetObjectCommand(place));
  const read = (await Body?.transformToString()) ?? "";
  const { ServerSideEncryption, SSEKMSKeyId } = await landing.s3.send(new HeadObjectCommand(place));
  await landing.s3.send(new DeleteObjectCommand(place));
  const key = input.foundation.keys.lake;
  if (read !== body || ServerSideEncryption !== "aws:kms" || SSEKMSKeyId !== key) {
    throw new CheckFailure({
      expected: `the bytes back, encrypted by aws:kms with ${key}`,
      got: `${read === body ? "the bytes" : "other bytes"}, ${ServerSideEncryption ?? "no encryption"} with ${SSEKMSKeyId ?? "no key"}`,
      next: "the bucket's default encryption is declared in components/storage/secure-bucket.ts.",
    });
  }
  return `written and read; S3 reports encryption with ${key}`;
}

/** The landing job's role reaches what is its own and nothing else: not other buckets, not other prefixes. */
export async function checkDenied(input: SmokeInput, landing: AwsClients): Promise<string> {
  const { raw, analytics, quarantine } = input.lake.buckets;
  const refused = [
    { Bucket: analytics.name, Key: "silver/smoke-probe" },
    { Bucket: raw.name, Key: "elsewhere/smoke-probe" },
    { Bucket: quarantine.name, Key: "elsewhere/smoke-probe" },
  ];
  for (const place of refused) {
    await expectAccessDenied(`a write to s3://${place.Bucket}/${place.Key}`, () =>
      landing.s3.send(new PutObjectCommand({ ...place, Body: "must be refused" })),
    );
    await expectAccessDenied(`a read of s3://${place.Bucket}/${place.Key}`, () =>
      landing.s3.send(new GetObjectCommand(place)),
    );
  }
  return `AccessDenied for ${refused.length} places outside the landing job's own, to write and to read`;
}

async function expectAccessDenied(what: string, attempt: () => Promise<unknown>): Promise<void> {
  let got = "it was allowed";
  try {
    await attempt();
  } catch (error) {
    got = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (error instanceof Error && error.name === "AccessDenied") return;
  }
  throw new CheckFailure({
    expected: `${what} by the landing job's role to be refused with AccessDenied`,
    got,
    next: "what the role may do is declared in components/lake/raw-landing-policy.ts.",
  });
}

const icebergMetadata = z.object({ "table-uuid": z.string(), "format-version": z.number() });

/** An Iceberg table as the catalog has it now. */
export interface ResolvedTable {
  /** A table made again has another. */
  readonly uuid: string;
  readonly metadataLocation: string;
}

/** Resolves a table as an engine does: catalog entry, then the metadata file it points to. */
export async function resolveTable(
  aws: AwsClients,
  table: { readonly database: string; readonly table: string },
): Promise<ResolvedTable> {
  const { Table } = await aws.glue.send(new GetTableCommand({ DatabaseName: table.database, Name: table.table }));
  const metadataLocation = Table?.Parameters?.metadata_location ?? "";
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(metadataLocation) ?? [];
  if (Bucket === undefined || Key === undefined) {
    throw new CheckFailure({
      expected: `an Iceberg table ${table.database}.${table.table} in the Glue catalog`,
      got: `metadata_location "${metadataLocation}"`,
      next: "`platform refresh <env> lake` shows whether the table was changed behind the stack's back.",
    });
  }
  const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
  const metadata = icebergMetadata.parse(JSON.parse((await Body?.transformToString()) ?? ""));
  return { uuid: metadata["table-uuid"], metadataLocation };
}

/** Every declared table resolves for the landing job's role. */
export async function checkTables(input: SmokeInput, landing: AwsClients): Promise<string> {
  const tables = Object.values(input.lake.tables);
  for (const table of tables) await resolveTable(landing, table);
  return `${tables.map(({ database, table }) => `${database}.${table}`).join(", ")} resolve to their metadata`;
}
