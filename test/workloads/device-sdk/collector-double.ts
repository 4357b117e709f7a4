import { once } from "node:events";
import { type IncomingMessage, type ServerResponse } from "node:http";
import * as https from "node:https";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { buffer } from "node:stream/consumers";
import { type PeerCertificate, TLSSocket } from "node:tls";
import { gunzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { type EventResult, type IngestAnswer, type Refusal, refusals } from "../../../contracts/events/outcomes.ts";
import { type DeviceEvent } from "../../../workloads/device-sdk/index.ts";

/** A request as the collector sees it. */
export interface Received {
  readonly events: readonly DeviceEvent[];
  readonly headers: IncomingMessage["headers"];
  /** Common name of the client's certificate. */
  readonly client: string | undefined;
  /** Of the body as sent. */
  readonly bytes: number;
}

/** What a request is answered; `undefined` for what a collector that takes everything answers. */
export type Behaviour = (request: Received, response: ServerResponse, number: number) => unknown;

/** Speaks the collector's protocol over TLS with client certificates, and behaves as a test asks. */
export interface CollectorDouble {
  readonly url: string;
  /** Everything received, in order, whether it was answered or not. */
  readonly requests: Received[];
  /** What comes next is answered by this; a list: one request each, then as a collector does. */
  behave(...behaviours: readonly Behaviour[]): void;
  readonly files: {
    readonly authoritiesFile: string;
    readonly certificateFile: string;
    readonly keyFile: string;
  };
  /** Writes another certificate into the client's files. */
  renewCertificate(commonName: string): Promise<void>;
  /** All events of answered and unanswered requests, in order. */
  events(): readonly DeviceEvent[];
  close(): Promise<void>;
}

export async function collectorDouble(): Promise<CollectorDouble> {
  const folder = await mkdtemp(path.join(tmpdir(), "collector-double-"));
  const authority = await generate([{ name: "commonName", value: "test authority" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const files = {
    authoritiesFile: path.join(folder, "ca.pem"),
    certificateFile: path.join(folder, "client.pem"),
    keyFile: path.join(folder, "client-key.pem"),
  };
  const renewCertificate = async (commonName: string): Promise<void> => {
    const made = await issue(ca, commonName);
    await writeFile(files.keyFile, made.private);
    await writeFile(files.certificateFile, made.cert);
  };
  await writeFile(files.authoritiesFile, authority.cert);
  await renewCertificate("device");
  const own = await issue(ca, "collector");
  const requests: Received[] = [];
  let behaviours: Behaviour[] = [];
  const server = https.createServer(
    { key: own.private, cert: own.cert, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      receive(request).then(
        (received) => {
          requests.push(received);
          const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours.pop();
          (behaviour ?? accept)(received, response, requests.length);
        },
        () => request.destroy(),
      );
    },
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return {
    url: `https://127.0.0.1:${address.port}`,
    requests,
    behave: (...next) => {
      behaviours = [...next];
    },
    files,
    renewCertificate,
    events: () => requests.flatMap(({ events }) => events),
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function issue(ca: { key: string; cert: string }, commonName: string): ReturnType<typeof generate> {
  return generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    ca,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
}

async function receive(request: IncomingMessage): Promise<Received> {
  const body = await buffer(request);
  const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  const lines = text.toString("utf8").trimEnd().split("\n");
  const events = lines.map((line) => JSON.parse(line) as DeviceEvent);
  return { events, headers: request.headers, client: commonNameOf(request), bytes: body.length };
}

function commonNameOf({ socket }: IncomingMessage): string | undefined {
  // Without a certificate Node gives an empty object.
  const peer: Partial<PeerCertificate> = socket instanceof TLSSocket ? socket.getPeerCertificate() : {};
  const name: unknown = peer.subject?.CN;
  return typeof name === "string" ? name : undefined;
}

/** Accepts every event. */
export const accept: Behaviour = (request, response) => {
  answer(
    request.events.map(({ event_id }) => ({ outcome: "accepted", event_id })),
    response,
  );
};

/** Answers with these results. */
export function answer(results: readonly EventResult[], response: ServerResponse): void {
  const accepted = results.filter(({ outcome }) => outcome === "accepted").length;
  const body: IngestAnswer = { accepted, quarantined: results.length - accepted, results };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Refuses the request. */
export function refuse(code: Refusal, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (_, response) => {
    const { status, what } = refusals[code];
    const body = { type: "about:blank", title: what, status, code };
    response.writeHead(status, { "content-type": "application/problem+json", ...headers }).end(JSON.stringify(body));
  };
}

/** Takes the events, and the answer never arrives. */
export const loseAnswer: Behaviour = (_, response) => response.socket?.destroy();

/** Begins an answer, then hangs up. */
export const breakAnswer: Behaviour = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"accepted":', () => response.socket?.destroy());
};
