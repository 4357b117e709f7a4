import { type IncomingMessage, type ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import { type Authenticator } from "../auth/sender.ts";
import { type CollectorSettings } from "../settings.ts";
import { type EventSink, type QuarantineStore, SinkUnavailable, type TokenVault } from "../sinks.ts";
import { judge, type Judgement, type Rules } from "../ingest/judge.ts";
import { separate } from "../ingest/separate.ts";
import { Refused } from "../refused.ts";
import { type CollectorMetrics } from "../observe/metrics.ts";
import { type Admission, type Ticket } from "./admission.ts";
import { reply } from "./answers.ts";
import { formOf, isGzip, readBody, unpack } from "./body.ts";

/** Where events go, and what must have them before they are acknowledged. */
export interface Sinks {
  readonly events: EventSink;
  readonly quarantine: QuarantineStore;
  readonly vault: TokenVault;
}

/**
 * Bytes that an event on its way to quarantine holds beside its own: its record, its line, its result. A body may have thousands
 * of one byte.
 */
const bytesPerQuarantined = 1024;

/** Bytes of answers on one connection that a request may leave behind; above, it stays in flight until they are taken. */
const mostUntakenBytes = 64 * 1024;

export interface EventsRoute {
  readonly settings: Pick<CollectorSettings, "limits">;
  readonly rules: Rules;
  readonly authenticator: Authenticator;
  readonly admission: Admission;
  readonly sinks: Sinks;
  readonly metrics: CollectorMetrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * `POST /v1/events`: answers 200 when everything that was sent is kept.
 *
 * @throws {Refused} for the whole request.
 * @throws {SenderLeft}
 */
export async function takeEvents(
  route: EventsRoute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { admission, metrics } = route;
  const ticket = admission.enter();
  try {
    const arrived = performance.now();
    const judgement = await judgeRequest(route, ticket, { request, response });
    const judged = performance.now();
    await keep(route.sinks, judgement);
    reply(response, { status: 200, contentType: "application/json", body: judgement.answer.toJson() });
    metrics.answered(judgement.answer, { totalMs: performance.now() - arrived, ackMs: performance.now() - judged });
    if (isPiledUp(response)) await taken(response, route.settings.limits.requestTimeoutMs);
  } finally {
    ticket.leave();
  }
}

/** Whether the sender takes its answers more slowly than it sends. */
function isPiledUp({ socket }: ServerResponse): boolean {
  return (socket?.writableLength ?? 0) > mostUntakenBytes;
}

/** Resolves when the answer is taken; a sender that does not take it in time is cut off. */
async function taken(response: ServerResponse, mostMs: number): Promise<void> {
  try {
    await finished(response, { signal: AbortSignal.timeout(mostMs) });
  } catch {
    response.destroy();
  }
}

async function judgeRequest(
  { settings, rules, authenticator, now }: EventsRoute,
  ticket: Ticket,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<Judgement> {
  const sender = await authenticator.authenticate(request);
  const form = formOf(request.headers["content-type"]);
  const packed = isGzip(request.headers["content-encoding"]);
  if (request.headers.expect !== undefined) response.writeContinue();
  const sent = await readBody(request, settings.limits, ticket);
  const body = packed ? unpack(sent, settings.limits, ticket) : sent;
  const spans = separate(body, form, settings.limits.eventsPerRequest);
  const judgement = judge({ body, spans, sender, now: now() }, rules);
  ticket.add(judgement.quarantined.length * bytesPerQuarantined);
  return judgement;
}

/** Tokens first: what stands in Kafka can then always be looked up. */
async function keep({ events, quarantine, vault }: Sinks, judgement: Judgement): Promise<void> {
  const { records, quarantined, tokenised } = judgement;
  try {
    if (tokenised.length > 0) await vault.keep(tokenised);
    const writes = [
      ...(records.length > 0 ? [events.write(records)] : []),
      ...(quarantined.length > 0 ? [quarantine.put(quarantined)] : []),
    ];
    // Also where one has failed, the other holds the request's bytes until it is done.
    await Promise.allSettled(writes);
    await Promise.all(writes);
  } catch (error) {
    if (error instanceof SinkUnavailable) throw new Refused("unavailable");
    throw error;
  }
}
