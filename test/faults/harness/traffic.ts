import { createHash } from "node:crypto";
import * as https from "node:https";
import type { IngestAnswer } from "../../../contracts/events/outcomes.ts";
import type { Certificate } from "../../../local/runtime/kafka/certificates.ts";
import type { Fate, Ledger, LedgerEvent } from "./ledger.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** An event that is ready to be sent. */
export interface TestEvent extends LedgerEvent {
  readonly bytes: string | Buffer;
}

const newLine = Buffer.from("\n");

export function hashOf(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("base64url");
}

/** A telemetry event of a device. */
export function telemetry(random: SeededRandom, device: string, sequence: number, at = new Date()): TestEvent {
  const id = random.uuid();
  const text = JSON.stringify({
    event_id: id,
    event_type: "telemetry",
    device_id: device,
    event_ts: at.toISOString(),
    schema_version: "1",
    payload: { measurements: { sequence, temperature: random.between(-300, 450) / 10 } },
  });
  return eventOf(text, device, sequence);
}

/** An event of these bytes, whatever they are. */
export function eventOf(bytes: string | Buffer, device: string, sequence: number): TestEvent {
  return { id: idOf(bytes), device, sequence, hash: hashOf(bytes), bytes };
}

/** The name by which sender and reader know an event: its `event_id`, or the hash of bytes in which none is found. */
export function idOf(bytes: string | Buffer): string {
  return /"event_id":"([^"]+)"/.exec(bytes.toString())?.[1] ?? hashOf(bytes);
}

/** An answer, or why there was none. */
export interface Attempt {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code?: string;
  readonly retryAfterSeconds?: number;
  readonly answer?: IngestAnswer;
  readonly milliseconds: number;
}

/** Who sends where. */
export interface Endpoint {
  /** Asked before every request, as a service's address is. */
  readonly url: () => string;
  /** Of the collector's certificate. */
  readonly ca: string;
  readonly client?: Certificate;
}

/** An HTTPS client that writes into the ledger before it sends, and what came of it afterwards. */
export class Sender {
  readonly #endpoint: Endpoint;
  readonly #ledger: Ledger;
  readonly #agent: https.Agent;
  readonly #boundMs: number;

  constructor(endpoint: Endpoint, ledger: Ledger, boundMs = 15_000) {
    this.#endpoint = endpoint;
    this.#ledger = ledger;
    this.#boundMs = boundMs;
    this.#agent = new https.Agent({ keepAlive: true, ca: endpoint.ca, ...endpoint.client });
  }

  /** One request with these events, as NDJSON; their fates are in the ledger when this resolves. */
  async send(events: readonly TestEvent[]): Promise<Attempt> {
    this.#ledger.sent(events);
    const lines = events.flatMap(({ bytes }) => [Buffer.from(bytes), newLine]);
    const attempt = await this.post(Buffer.concat(lines), "application/x-ndjson");
    for (const [fate, ids] of fatesOf(events, attempt)) this.#ledger.became(fate, ids);
    return attempt;
  }

  /** One request with this body, which the ledger is not told of. */
  post(body: string | Buffer, contentType: string): Promise<Attempt> {
    const started = performance.now();
    const took = (): number => performance.now() - started;
    return new Promise((resolve) => {
      const request = https.request(
        this.#endpoint.url(),
        {
          method: "POST",
          agent: this.#agent,
          timeout: this.#boundMs,
          headers: { "content-type": contentType, "content-length": Buffer.byteLength(body) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", () => {
            resolve({ status: 0, milliseconds: took() });
          });
          response.on("end", () => {
            resolve({
              ...read(response.statusCode ?? 0, Buffer.concat(chunks)),
              ...retryOf(response.headers),
              milliseconds: took(),
            });
          });
        },
      );
      request.on("timeout", () => request.destroy(new Error("No answer in time.")));
      request.on("error", () => {
        resolve({ status: 0, milliseconds: took() });
      });
      request.end(body);
    });
  }

  /** Cuts what is idle, so that the next request makes a connection. */
  reconnect(): void {
    this.#agent.destroy();
  }
}

function read(status: number, body: Buffer): Pick<Attempt, "status" | "code" | "answer"> {
  // A status without the body that it promises is no answer.
  try {
    const parsed = JSON.parse(body.toString()) as { code?: string } & IngestAnswer;
    return status === 200 ? { status, answer: parsed } : { status, code: parsed.code };
  } catch {
    return { status: status === 200 ? 0 : status };
  }
}

function retryOf(headers: Readonly<Record<string, string | string[] | undefined>>): Pick<Attempt, "retryAfterSeconds"> {
  const { "retry-after": value } = headers;
  return value === undefined ? {} : { retryAfterSeconds: Number(value) };
}

function fatesOf(
  events: readonly TestEvent[],
  { status, answer }: Attempt,
): readonly (readonly [Fate, readonly string[]])[] {
  const all = events.map(({ id }) => id);
  if (answer !== undefined) {
    if (answer.results.length !== events.length) return [["failed", all]];
    const of = (outcome: string): readonly string[] =>
      all.filter((_, index) => answer.results[index]?.outcome === outcome);
    return [
      ["acked", of("accepted")],
      ["quarantined", of("quarantined")],
    ];
  }
  // What is refused with 429 or 5xx may have been written, in part.
  if (status === 0 || status === 429 || status >= 500) return [["unknown", all]];
  return [["refused", all]];
}
