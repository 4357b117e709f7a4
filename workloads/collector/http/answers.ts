import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Refusal, type RefusalAnswer, refusals } from "../../../contracts/events/outcomes.ts";
import { type Refused } from "../refused.ts";

/** Seconds after which a sender may try again. Another collector takes what one that shuts down does not. */
const retryAfterSeconds: Partial<Record<Refusal, number>> = {
  request_timeout: 1,
  overloaded: 1,
  draining: 1,
  unavailable: 5,
  keys_unavailable: 5,
};

/** Time and bytes after an early answer in which the rest of a body is thrown away, so that the sender can read the answer. */
const lingerMs = 1000;

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export function reply(response: ServerResponse, { status, contentType, body, headers }: Reply): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": typeof body === "string" ? Buffer.byteLength(body) : body.length,
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** A refusal as problem details. */
export function problem({ code, detail, headers }: Refused): Reply {
  const { status, what } = refusals[code];
  const body: RefusalAnswer = {
    type: "about:blank",
    title: what,
    status,
    code,
    ...(detail !== undefined && { detail }),
  };
  const retryAfter = retryAfterSeconds[code];
  return {
    status,
    contentType: "application/problem+json",
    body: JSON.stringify(body),
    headers: {
      "Cache-Control": "no-store",
      ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
      ...(code.startsWith("token_") && { "WWW-Authenticate": "Bearer" }),
      ...headers,
    },
  };
}

/**
 * Refuses a request whose body may still be arriving. What is left of the body is thrown away, `mostBytes` at most, and then the
 * connection serves the next request; a longer one is answered at once and its connection closed.
 */
export async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refused,
  mostBytes: number,
): Promise<void> {
  const { headers, ...rest } = problem(refusal);
  // A sender that waits to be asked for its body sends none, and one that was too slow will not be faster now.
  const mayArrive = request.headers.expect === undefined && refusal.code !== "request_timeout";
  const isWhole = request.complete || (mayArrive && (await discard(request, { bytes: mostBytes, ms: lingerMs })));
  if (response.destroyed) return;
  if (isWhole) {
    reply(response, { ...rest, headers });
    return;
  }
  response.shouldKeepAlive = false;
  response.writeHead(rest.status, {
    "Content-Type": rest.contentType,
    "Content-Length": Buffer.byteLength(rest.body),
    Connection: "close",
    ...headers,
  });
  // The answer is whole for its reader; ending it here would reset the connection under the sender's next bytes.
  response.write(rest.body);
  await discard(request, { bytes: mostBytes, ms: lingerMs });
  response.end();
}

/** Whether the whole rest of the body came within the bounds, and was thrown away. */
function discard(request: IncomingMessage, most: { readonly bytes: number; readonly ms: number }): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(request.complete);
  return new Promise((resolve) => {
    let bytes = 0;
    const done = (whole: boolean): void => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose);
      resolve(whole);
    };
    const timer = setTimeout(() => {
      done(false);
    }, most.ms);
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > most.bytes) done(false);
    };
    const onEnd = (): void => {
      done(true);
    };
    const onClose = (): void => {
      done(request.complete);
    };
    request.on("data", onData).on("end", onEnd).on("close", onClose).resume();
  });
}
