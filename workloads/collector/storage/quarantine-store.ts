import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type S3Client } from "@aws-sdk/client-s3";
import { collectorPrefixes, type CollectorSettings } from "../settings.ts";
import { type QuarantinedEvent, type QuarantineStore, SinkUnavailable } from "../sinks.ts";
import { Bucket } from "./bucket.ts";

/** What a quarantine store is given beside its settings. */
export interface QuarantineParts {
  readonly s3: S3Client;
  /** @default 100 */
  readonly lingerMs?: number;
  /** Bytes of lines, before they are compressed, at which an object waits no longer. @default 4194304 */
  readonly objectBytes?: number;
  /** Time for an object to be written. @default 10000 */
  readonly timeoutMs?: number;
}

/** Objects on their way at a time, and objects that wait for them: with 4 MiB each, 64 MiB. */
const concurrency = 4;
const waiting = 12;

/** Lines that share an object, and whoever waits for it. */
interface OpenObject {
  readonly lines: string[];
  bytes: number;
  readonly written: Promise<void>;
  readonly close: () => void;
}

/**
 * Writes events that are not valid as they came, one JSON line each, to
 * `<prefix>year=YYYY/month=MM/day=DD/<UUID>.ndjson.gz` by the day (UTC) on which they are written. A line has `reason`,
 * `detail`, `sender`, `ingest_ts` and the original `bytes` in base64.
 */
export function createQuarantineStore(
  settings: CollectorSettings["quarantine"],
  { s3, lingerMs = 100, objectBytes = 4 * 1024 * 1024, timeoutMs = 10_000 }: QuarantineParts,
): QuarantineStore {
  return new S3Quarantine(new Bucket(s3, settings, { concurrency, waiting, timeoutMs }), lingerMs, objectBytes);
}

class S3Quarantine implements QuarantineStore {
  readonly #bucket: Bucket;
  readonly #lingerMs: number;
  readonly #objectBytes: number;
  readonly #underWay = new Set<Promise<void>>();
  #open: OpenObject | undefined;
  #isClosed = false;

  constructor(bucket: Bucket, lingerMs: number, objectBytes: number) {
    this.#bucket = bucket;
    this.#lingerMs = lingerMs;
    this.#objectBytes = objectBytes;
  }

  async put(events: readonly QuarantinedEvent[]): Promise<void> {
    if (this.#isClosed) throw new SinkUnavailable("The quarantine is closed.");
    const objects = new Set<Promise<void>>();
    for (const event of events) objects.add(this.#add(lineOf(event)));
    await Promise.all(objects);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#open?.close();
    await Promise.allSettled(this.#underWay);
  }

  /** Adds a line to the open object; resolves when that is written. */
  #add(line: string): Promise<void> {
    const object = (this.#open ??= this.#begin());
    object.lines.push(line);
    object.bytes += line.length;
    if (object.bytes >= this.#objectBytes) object.close();
    return object.written;
  }

  #begin(): OpenObject {
    const lines: string[] = [];
    let start: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => {
      start = resolve;
    });
    const close = (): void => {
      clearTimeout(timer);
      this.#open = undefined;
      start();
    };
    const timer = setTimeout(close, this.#lingerMs);
    const written = isClosed.then(() => this.#write(lines));
    this.#underWay.add(written);
    const done = (): void => {
      this.#underWay.delete(written);
    };
    written.then(done, done);
    return { lines, bytes: 0, written, close };
  }

  async #write(lines: readonly string[]): Promise<void> {
    const body = await promisify(gzip)(lines.join(""));
    await this.#bucket.put({ key: keyAt(new Date()), body, contentType: "application/gzip" });
  }
}

function lineOf({ reason, detail, sender, ingestTs, bytes }: QuarantinedEvent): string {
  return `${JSON.stringify({ reason, detail, sender, ingest_ts: ingestTs, bytes: bytes.toString("base64") })}\n`;
}

function keyAt(time: Date): string {
  const [year, month, day] = time.toISOString().slice(0, 10).split("-");
  return `${collectorPrefixes.quarantine}year=${year}/month=${month}/day=${day}/${randomUUID()}.ndjson.gz`;
}
