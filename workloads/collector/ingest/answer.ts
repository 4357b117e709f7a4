import { type EventResult, type QuarantineReason } from "../../../contracts/events/outcomes.ts";

/** Longest event_id that is told back of an event that is not valid; a UUID has 36. */
const maxEchoedCharacters = 64;

/** The answer to a request's events, and what is counted of them. */
export class Answer {
  readonly acceptedByType = new Map<string, number>();
  readonly quarantinedByReason = new Map<QuarantineReason, number>();
  #accepted = 0;
  #quarantined = 0;
  #results = "";

  /** `eventId` is a UUID, so that it stands in JSON as it is. */
  accept(eventId: string, type: string): void {
    this.#accepted += 1;
    this.acceptedByType.set(type, (this.acceptedByType.get(type) ?? 0) + 1);
    this.#add(`{"outcome":"accepted","event_id":"${eventId}"}`);
  }

  quarantine(code: QuarantineReason, detail: string, value: unknown): void {
    this.#quarantined += 1;
    this.quarantinedByReason.set(code, (this.quarantinedByReason.get(code) ?? 0) + 1);
    const event_id = eventIdOf(value);
    const result: EventResult = { outcome: "quarantined", ...(event_id !== undefined && { event_id }), code, detail };
    this.#add(JSON.stringify(result));
  }

  /** An `IngestAnswer`, as JSON. */
  toJson(): string {
    return `{"accepted":${this.#accepted},"quarantined":${this.#quarantined},"results":[${this.#results}]}`;
  }

  #add(result: string): void {
    this.#results += this.#results === "" ? result : `,${result}`;
  }
}

function eventIdOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "event_id")) return undefined;
  const { event_id } = value as { readonly event_id: unknown }; // has it, of whatever type
  return typeof event_id === "string" && event_id.length <= maxEchoedCharacters ? event_id : undefined;
}
