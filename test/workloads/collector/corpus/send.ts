import assert from "node:assert/strict";
import { type OutgoingHttpHeaders } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { connect } from "node:tls";
import { type IngestAnswer, type RefusalAnswer, refusals } from "../../../../contracts/events/outcomes.ts";
import { type KeyAndCertificate } from "./certificates.ts";
import { type CertificateOf, type CorpusRequest, type Row } from "./row.ts";

/** A collector that is sent to, over connections that are kept. */
export interface Target {
  readonly port: number;
  /** Authority of the collector's own certificate, PEM. */
  readonly ca: string;
  readonly certificates: Readonly<Record<CertificateOf, KeyAndCertificate | undefined>>;
}

export interface CorpusAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const mostMs = 10_000;

/** Sends rows; connections of one certificate are kept and used again. */
export class CorpusClient {
  readonly #target: Target;
  readonly #agents = new Map<CertificateOf, Agent>();

  constructor(target: Target) {
    this.#target = target;
  }

  send({ request }: Row): Promise<CorpusAnswer> {
    return request.raw === undefined ? this.#request(request) : this.#write(request.raw);
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  #agentOf(as: CertificateOf): Agent {
    const known = this.#agents.get(as);
    if (known !== undefined) return known;
    const { ca, certificates } = this.#target;
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca, servername: "localhost", ...certificates[as] });
    this.#agents.set(as, agent);
    return agent;
  }

  #request({ as = "device", method = "POST", path = "/v1/events", ...rest }: CorpusRequest): Promise<CorpusAnswer> {
    const { body, chunked = false } = rest;
    const headers: OutgoingHttpHeaders = {
      ...rest.headers,
      ...(body !== undefined && !chunked && { "Content-Length": body.length }),
    };
    return new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: this.#target.port, agent: this.#agentOf(as), method, path, headers };
      const sent = httpsRequest({ ...options, timeout: mostMs }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, text: Buffer.concat(chunks).toString(), headers: answered });
        });
      });
      // After an answer that came early, writing what is left of the body fails; the promise is settled by then.
      sent.on("error", reject);
      sent.on("timeout", () => sent.destroy(new Error("There was no answer in time.")));
      if (headers.Expect === undefined) sent.end(body);
      else sent.flushHeaders();
      sent.on("continue", () => sent.end(body));
    });
  }

  /** Writes bytes on a connection of their own, and reads until it ends or the answer is whole. */
  #write(raw: Buffer): Promise<CorpusAnswer> {
    const { port, ca, certificates } = this.#target;
    return new Promise((resolve, reject) => {
      let text = "";
      const socket = connect({ host: "127.0.0.1", port, ca, servername: "localhost", ...certificates.device });
      const done = (): void => {
        socket.destroy();
        const answer = parsed(text);
        if (answer === undefined) reject(new Error(`There is no answer in ${JSON.stringify(text)}.`));
        else resolve(answer);
      };
      socket.setTimeout(mostMs, done);
      socket.on("secureConnect", () => socket.write(raw));
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
        if (parsed(text) !== undefined) done();
      });
      socket.on("end", done);
      socket.on("error", reject);
    });
  }
}

/** The first answer in a text; undefined while it is not whole. */
function parsed(text: string): CorpusAnswer | undefined {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? [];
  const [, length] = /^content-length: *(\d+)$/im.exec(head) ?? [];
  const body = rest.join("\r\n\r\n");
  if (status === undefined || length === undefined || body.length < Number(length)) return undefined;
  return { status: Number(status), text: body.slice(0, Number(length)), headers: {} };
}

/** @throws {AssertionError} when the answer is not what the row's fate demands. */
export function assertFate({ title, request, fate }: Row, { status, text }: CorpusAnswer): void {
  if (typeof fate === "string") {
    assert.equal(status, refusals[fate].status, `${title}: ${text}`);
    if (request.method === "HEAD") return;
    const answer = JSON.parse(text) as RefusalAnswer; // as its type says, or the comparison fails
    assert.equal(answer.code, fate, `${title}: ${text}`);
    return;
  }
  assert.equal(status, 200, `${title}: ${text}`);
  const answer = JSON.parse(text) as IngestAnswer; // as its type says, or the comparison fails
  assert.deepEqual(
    answer.results.map(({ outcome, code }) => (outcome === "accepted" ? outcome : code)),
    fate.map((one) => (one === "accepted" ? one : one.quarantined)),
    `${title}: ${text}`,
  );
  assert.equal(answer.accepted, fate.filter((one) => one === "accepted").length, title);
  assert.equal(answer.quarantined, fate.filter((one) => one !== "accepted").length, title);
}

/** What a collector's `/metrics` says of all it was sent. */
export function countsIn(metrics: string): Readonly<Record<"accepted" | "quarantined" | "refused", number>> {
  const sum = (name: string): number =>
    [...metrics.matchAll(new RegExp(`^collector_${name}_total\\{.*\\} (\\d+)$`, "gm"))].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
  return { accepted: sum("events_accepted"), quarantined: sum("events_quarantined"), refused: sum("requests_refused") };
}
