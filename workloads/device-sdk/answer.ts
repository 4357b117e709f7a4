import { z } from "zod";
import { type Refusal, refusals } from "../../contracts/events/outcomes.ts";
import { retryAfterMs } from "./backoff.ts";
import { type EventOutcome, type Open } from "./outcome.ts";

/** An HTTP answer, read whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly retryAfter?: string;
  readonly date?: string;
  readonly body: string;
}

/** What an answer means for the events of its request. */
export type Verdict =
  | { readonly kind: "answered"; readonly outcomes: readonly EventOutcome[] }
  /** The collector refused the request. */
  | {
      readonly kind: "refused";
      readonly code: Open<Refusal>;
      readonly detail?: string;
      readonly retry: boolean;
      readonly retryAfterMs?: number;
    }
  /** What became of the events is not known. */
  | { readonly kind: "unknown"; readonly why: string; readonly retry: boolean; readonly retryAfterMs?: number };

// Codes are read as text: a newer collector may know more of them than this sender.
const answerSchema = z.object({
  results: z.array(
    z.object({
      outcome: z.enum(["accepted", "quarantined"]),
      event_id: z.string().optional(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});
const refusalSchema = z.object({ code: z.string().min(1), detail: z.string().optional() });

/**
 * Reads an answer to a request with these events.
 *
 * A 200 counts only when it has a result for every event, in their order: half an answer, or that to another request, promises
 * nothing, and asking again is harmless.
 */
export function verdictOf(answer: HttpAnswer, eventIds: readonly string[], nowMs: number): Verdict {
  // A date to wait for is one by the clock of whoever answered, which may be far from ours.
  const theirNowMs = Date.parse(answer.date ?? "");
  const wait = retryAfterMs(answer.retryAfter, Number.isNaN(theirNowMs) ? nowMs : theirNowMs);
  const after = wait === undefined ? {} : { retryAfterMs: wait };
  if (answer.status === 200) {
    const outcomes = outcomesIn(answer.body, eventIds);
    return outcomes === undefined
      ? { kind: "unknown", why: "HTTP 200 without a result for every event", retry: true }
      : { kind: "answered", outcomes };
  }
  // Load balancers answer 502 and 504 where no collector did, and 408 and 429 are for any server to say.
  const mayPass = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  const refusal = answer.contentType?.includes("problem+json") === true ? refusalIn(answer.body) : undefined;
  if (refusal === undefined && answer.status === 413) {
    // A proxy on the way takes less than the collector, which is as good as if that said so: smaller requests may pass.
    return { kind: "refused", code: "body_too_large", detail: "by a server on the way", retry: false };
  }
  if (refusal === undefined) {
    return { kind: "unknown", why: `HTTP ${answer.status} that no collector wrote`, retry: mayPass, ...after };
  }
  return {
    kind: "refused",
    ...refusal,
    retry: isKnown(refusal.code) ? refusals[refusal.code].retry : mayPass,
    ...after,
  };
}

function isKnown(code: string): code is Refusal {
  return Object.hasOwn(refusals, code);
}

function outcomesIn(body: string, eventIds: readonly string[]): readonly EventOutcome[] | undefined {
  const read = answerSchema.safeParse(jsonOf(body));
  if (!read.success || read.data.results.length !== eventIds.length) return undefined;
  const outcomes: EventOutcome[] = [];
  for (const [index, { outcome, event_id, code, detail }] of read.data.results.entries()) {
    if (event_id !== undefined && event_id !== eventIds[index]) return undefined;
    if (outcome === "accepted") {
      outcomes.push({ outcome });
    } else if (code !== undefined) {
      outcomes.push({ outcome, code, ...(detail !== undefined && { detail }) });
    } else {
      return undefined;
    }
  }
  return outcomes;
}

function refusalIn(body: string): z.output<typeof refusalSchema> | undefined {
  return refusalSchema.safeParse(jsonOf(body)).data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
