import { type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server, type ServerOptions } from "node:https";
import { type AddressInfo } from "node:net";
import { type Duplex } from "node:stream";
import { type Refusal } from "../../../contracts/events/outcomes.ts";
import { Refused } from "../refused.ts";
import { problem } from "./answers.ts";

/** Longer than a connection may lie idle at a network load balancer (350 s), which would otherwise send into a closed one. */
const keepAliveMs = 360_000;
const headersMs = 20_000;
const maxHeaderBytes = 32 * 1024;
/** Time in which a sender may read that its bytes are no request; its own end of the connection it need not close. */
const lingerMs = 1000;

export interface ListenerOptions {
  readonly tls: ServerOptions;
  readonly host: string;
  readonly port: number;
  /** Time in which a request must have arrived. */
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
  /** Told of a connection that was one too many. */
  readonly dropped: () => void;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Told of what is no request, and was answered. */
  readonly malformed: (code: Refusal) => void;
}

/** An HTTPS server that listens. */
export async function listen(options: ListenerOptions): Promise<Server> {
  const server = createServer({
    ...options.tls,
    // A connection that never says a word of TLS takes a place, too.
    handshakeTimeout: Math.min(headersMs, options.requestTimeoutMs),
    keepAliveTimeout: keepAliveMs,
    headersTimeout: headersMs,
    // The handler's own bound comes first; this one is for what never reaches it.
    requestTimeout: options.requestTimeoutMs + headersMs,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: maxHeaderBytes,
    // Answered by the handler, with a problem document.
    requireHostHeader: false,
    noDelay: true,
  });
  server.maxConnections = options.maxConnections;
  server.on("drop", options.dropped);
  const unanswered = new Unanswered();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    unanswered.add(response);
    options.handle(request, response);
  };
  // Node would answer 417 by itself, and waits for nobody of HTTP/1.0: what is expected is left aside (RFC 9110, 10.1.1).
  const handleAtOnce = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.headers.expect !== undefined) delete request.headers.expect;
    handle(request, response);
  };
  server.on("request", handleAtOnce);
  server.on("checkExpectation", handleAtOnce);
  // Who waits to be asked for the body gets the refusal first, if there is one.
  server.on("checkContinue", handle);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    unanswered.then(socket, () => {
      answerMalformed(error, socket, options.malformed);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // of a server that listens on a port, not a pipe
}

/** Requests that have come whole and are not answered yet, by connection. */
class Unanswered {
  readonly #responses = new WeakMap<Duplex, Set<ServerResponse>>();
  /** Connections on which something came that is no request. */
  readonly #over = new WeakSet<Duplex>();

  add(response: ServerResponse): void {
    const { socket } = response.req;
    const others = this.#responses.get(socket) ?? new Set();
    this.#responses.set(socket, others.add(response));
    response.once("close", () => others.delete(response));
  }

  /** Goes on when they are answered: the sender would take what comes first for the answer to the first. */
  then(socket: Duplex, goOn: () => void): void {
    // Whatever comes behind what is no request is none, either.
    if (this.#over.has(socket)) return;
    this.#over.add(socket);
    const last = [...(this.#responses.get(socket) ?? [])].findLast(({ req }) => req.complete);
    if (last === undefined) goOn();
    else last.once("close", goOn);
  }
}

/** Codes of Node's parser; its others, which begin with `HPE_`, are of what is no request. */
const codes: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

/**
 * What the parser refuses has no request to answer: the answer is written to the connection, which ends. What TLS refuses comes
 * here, too, and no answer would go through: ended instead of destroyed, the connection would stay for ever.
 */
function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex, told: (code: Refusal) => void): void {
  const { code: fault = "" } = error;
  const code = codes[fault] ?? (fault.startsWith("HPE_") ? "malformed_request" : undefined);
  if (!socket.writable || code === undefined) {
    socket.destroy();
    return;
  }
  told(code);
  const { status, contentType, body, headers } = problem(new Refused(code));
  const lines = Object.entries({
    "Content-Type": contentType,
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${code}`, ...lines, "", body.toString()].join("\r\n"));
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
