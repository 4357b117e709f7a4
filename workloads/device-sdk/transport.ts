import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { Agent } from "undici";
import { type HttpAnswer } from "./answer.ts";
import { ClockComparison, type ClockSkew } from "./clock-skew.ts";
import { type Credentials, TlsFiles, type TlsMaterial } from "./credentials.ts";
import { checkRange, longestTimerMs } from "./range.ts";

/** Where the collector is, and who is calling. */
export interface TransportOptions {
  /** Address of the collector, `https://<host>[:<port>]`. */
  readonly url: string;
  readonly credentials: Credentials;
  /** PEM file of the authorities that the collector's certificate is trusted by. @default - the system's own */
  readonly authoritiesFile?: string;
  /** Whether bodies are compressed. @default true */
  readonly gzip?: boolean;
  /** Milliseconds for one request, from connecting to the answer's end. @default 30000 */
  readonly requestTimeoutMs?: number;
}

/** An answer is some 100 bytes per event, and a request has 10,000 events at most. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Below, gzip saves less than its header costs. */
const leastGzipBytes = 256;

const compress = promisify(gzip);

/** HTTPS to one collector: connections that are kept, with certificates that may change. */
export class Transport {
  readonly #origin: string;
  readonly #path: string;
  readonly #options: TransportOptions;
  readonly #files: TlsFiles;
  readonly #connections: number;
  readonly #report: (problem: Error) => void;
  readonly #clocks = new ClockComparison();
  #agent: { readonly agent: Agent; readonly material: TlsMaterial } | undefined;
  #token: string | undefined;

  /**
   * @param connections at most; further requests wait for one
   * @param report is told why changed certificate files are not used yet
   * @throws when the address is not one of HTTPS.
   * @throws {RangeError} when the time of a request is out of its range.
   */
  constructor(options: TransportOptions, connections: number, report: (problem: Error) => void) {
    const url = URL.parse(options.url);
    if (url?.protocol !== "https:") {
      throw new Error(`url must be https://<host>[:<port>] of a collector, not ${JSON.stringify(options.url)}.`);
    }
    checkRange("requestTimeoutMs", options.requestTimeoutMs ?? defaultRequestTimeoutMs, {
      least: 1,
      most: longestTimerMs,
    });
    this.#origin = url.origin;
    this.#path = `${url.pathname.replace(/\/$/, "")}/v1/events`;
    this.#options = options;
    this.#files = new TlsFiles(options.credentials, options.authoritiesFile);
    this.#connections = connections;
    this.#report = report;
  }

  /**
   * Posts events as lines of JSON.
   *
   * @throws when no whole answer came: no connection, time out, reset; or by the signal.
   */
  async post(lines: Buffer, signal: AbortSignal): Promise<{ readonly answer: HttpAnswer; readonly bodyBytes: number }> {
    const zip = (this.#options.gzip ?? true) && lines.length >= leastGzipBytes;
    const body = zip ? await compress(lines, { level: constants.Z_BEST_SPEED }) : lines;
    const headers = {
      "content-type": "application/x-ndjson",
      ...(zip && { "content-encoding": "gzip" }),
      ...(await this.#authorization()),
    };
    const agent = await this.#connected();
    const sentMs = Date.now();
    const response = await agent.request({
      origin: this.#origin,
      path: this.#path,
      method: "POST",
      headers,
      body,
      signal,
    });
    const answeredMs = Date.now();
    const text = await response.body.text();
    const header = (name: string): string | undefined => {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const date = header("date");
    this.#clocks.observe(date, sentMs, answeredMs);
    const contentType = header("content-type");
    const retryAfter = header("retry-after");
    const answer = {
      status: response.statusCode,
      body: text,
      ...(contentType !== undefined && { contentType }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(date !== undefined && { date }),
    };
    return { answer, bodyBytes: body.length };
  }

  /** Fetches a new token, or looks at the certificate's files. Whether there is anything new to try. */
  async renew(): Promise<boolean> {
    const { credentials } = this.#options;
    if ("token" in credentials) {
      const rejected = this.#token;
      this.#token = await credentials.token(rejected);
      return this.#token !== rejected;
    }
    const before = this.#agent?.material;
    return (await this.#files.material(this.#report, true)) !== before;
  }

  skew(): ClockSkew | undefined {
    return this.#clocks.skew();
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    const current = this.#agent;
    this.#agent = undefined;
    await current?.agent.close();
  }

  async #authorization(): Promise<Readonly<Record<string, string>>> {
    const { credentials } = this.#options;
    if (!("token" in credentials)) return {};
    this.#token = await credentials.token();
    return { authorization: `Bearer ${this.#token}` };
  }

  async #connected(): Promise<Agent> {
    const material = await this.#files.material(this.#report);
    const current = this.#agent;
    if (current?.material === material) return current.agent;
    const timeout = this.#options.requestTimeoutMs ?? defaultRequestTimeoutMs;
    const agent = new Agent({
      connections: this.#connections,
      connect: { ...material, timeout },
      headersTimeout: timeout,
      bodyTimeout: timeout,
      maxResponseSize: maxAnswerBytes,
      allowH2: false,
    });
    this.#agent = { agent, material };
    // What is under way on it is answered; what is new goes over the new certificate.
    current?.agent.close().catch(this.#report);
    return agent;
  }
}

export const defaultRequestTimeoutMs = 30_000;
