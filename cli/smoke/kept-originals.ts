import { gunzipSync } from "node:zlib";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { z } from "zod";
import { collectorPrefixes } from "../../contracts/events/collector-settings.ts";
import { topics } from "../../contracts/events/topics.ts";
import { type AwsClients } from "./aws.ts";
import { CheckFailure, type SmokeInput } from "./input.ts";
import { type InvalidEvent } from "./invalid-events.ts";
import { customer } from "./send.ts";
import { type TopicRecord } from "./topic-reader.ts";

const line = z.object({ reason: z.string(), sender: z.string(), bytes: z.string() });

/** A place has every wrong event, with its reason and its bytes as they were sent. */
function demandAll(
  invalid: readonly InvalidEvent[],
  found: readonly { readonly reason: string; readonly bytes: Buffer }[],
  place: string,
): void {
  const missing = invalid.filter(
    ({ reason, bytes }) => !found.some((one) => one.reason === reason && one.bytes.equals(bytes)),
  );
  if (missing.length === 0) return;
  throw new CheckFailure({
    expected: `each of ${invalid.length} wrong events in ${place}, with its reason and its bytes as they were sent`,
    got: `none for ${missing.map(({ reason }) => reason).join(", ")}, among ${found.length}`,
    next: "workloads/collector/ingest and workloads/collector/storage.",
  });
}

/** What is wrong lies in the quarantine topic and in the quarantine bucket, byte for byte. */
export async function checkQuarantine(
  { lake }: SmokeInput,
  aws: AwsClients,
  { records, invalid }: { readonly records: readonly TopicRecord[]; readonly invalid: readonly InvalidEvent[] },
): Promise<string> {
  const inTopic = records.map(({ headers, value }) => ({ reason: headers.reason ?? "", bytes: value }));
  demandAll(invalid, inTopic, topics.quarantine.name);
  const Bucket = lake.buckets.quarantine.name;
  // A day may have begun since they were written.
  const prefixes = [...new Set([Date.now() - hourMs, Date.now()].map(prefixOfDay))];
  const listed = await Promise.all(prefixes.map((Prefix) => aws.s3.send(new ListObjectsV2Command({ Bucket, Prefix }))));
  const objects = await Promise.all(
    listed
      .flatMap(({ Contents = [] }) => Contents)
      .map(async ({ Key }) => {
        const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
        const text = gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString("utf8");
        return text
          .trimEnd()
          .split("\n")
          .map((json) => line.parse(JSON.parse(json)));
      }),
  );
  const inBucket = objects.flat().map(({ reason, bytes }) => ({ reason, bytes: Buffer.from(bytes, "base64") }));
  const places = prefixes.map((prefix) => `s3://${Bucket}/${prefix}`).join(" or ");
  demandAll(invalid, inBucket, places);
  return `${invalid.length} wrong events with reason and original bytes in ${topics.quarantine.name} and in ${places}`;
}

const hourMs = 3_600_000;

/** Where the collector writes on the day (UTC) of this moment. */
function prefixOfDay(moment: number): string {
  const [year = "", month = "", day = ""] = new Date(moment).toISOString().slice(0, 10).split("-");
  return `${collectorPrefixes.quarantine}year=${year}/month=${month}/day=${day}/`;
}

const tokens = z.looseObject({
  payload: z.looseObject({ customer: z.looseObject({ id: z.string().startsWith("tok_") }) }),
});

/** What tells of a person is in no topic: there are tokens, whose values the vault has. */
export async function checkPersonalData(
  { lake }: SmokeInput,
  aws: AwsClients,
  records: readonly TopicRecord[],
): Promise<string> {
  const tills = records.filter(({ topic }) => topic === topics.transactions.name);
  const telling = tills.filter(({ value }) => Object.values(customer).some((secret) => value.includes(secret)));
  const [first] = tills;
  const token = tokens.safeParse(first === undefined ? undefined : JSON.parse(first.value.toString("utf8"))).data
    ?.payload.customer.id;
  if (telling.length > 0 || token === undefined) {
    throw new CheckFailure({
      expected: "tokens in the place of personal data in every transaction",
      got: `${tills.length} transactions, ${telling.length} of them with personal data; token ${token ?? "none"}`,
      next: "the schemas mark it with x-personal-data; workloads/collector/ingest treats it.",
    });
  }
  const place = { Bucket: lake.buckets.pii.name, Key: `${collectorPrefixes.vault}${token}` };
  const { Body } = await aws.s3.send(new GetObjectCommand(place));
  const { value } = z.object({ value: z.string() }).parse(JSON.parse((await Body?.transformToString()) ?? ""));
  if (value !== customer.id) {
    throw new CheckFailure({
      expected: `the value of the token at s3://${place.Bucket}/${place.Key}`,
      got: "another value",
      next: "workloads/collector/storage/token-vault.ts.",
    });
  }
  return `${tills.length} transactions carry tokens and nothing that tells of a person; the vault has the values`;
}
