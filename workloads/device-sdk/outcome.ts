import { type QuarantineReason, type Refusal } from "../../contracts/events/outcomes.ts";

/** Why an event stays the sender's to keep, where no collector said so. Whether it arrived is not known. */
export const senderRefusals = {
  no_answer: "No collector answered in the time that was given",
  foreign_answer: "Something on the way answered that is not a collector: a proxy, a firewall or another server",
  aborted: "The sender gave up before an answer came",
} as const satisfies Record<string, string>;

export type SenderRefusal = keyof typeof senderRefusals;

/** A code that this version knows, or one that a newer collector sends. */
export type Open<Code extends string> = Code | (string & Record<never, never>);

/** What became of an event, in the words of `contracts/events/outcomes.ts`. */
export type EventOutcome =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "quarantined"; readonly code: Open<QuarantineReason>; readonly detail?: string }
  | { readonly outcome: "refused"; readonly code: Open<Refusal | SenderRefusal>; readonly detail?: string };

/** `sent = accepted + quarantined + refused + pending`, at every moment. */
export interface Counts {
  readonly sent: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly refused: number;
  /** Sent, and without an outcome yet. */
  readonly pending: number;
  /** Of those quarantined and refused, by code. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Counts what is sent and what becomes of it. */
export class Tally {
  #sent = 0;
  readonly #outcomes = { accepted: 0, quarantined: 0, refused: 0 };
  readonly #codes: Record<string, number> = {};

  /** An event was sent. */
  send(): void {
    this.#sent++;
  }

  /** The outcome of one that was. */
  settle(outcome: EventOutcome): void {
    this.#outcomes[outcome.outcome]++;
    if (outcome.outcome !== "accepted") this.#codes[outcome.code] = (this.#codes[outcome.code] ?? 0) + 1;
  }

  counts(): Counts {
    const { accepted, quarantined, refused } = this.#outcomes;
    const pending = this.#sent - accepted - quarantined - refused;
    return { sent: this.#sent, accepted, quarantined, refused, pending, codes: { ...this.#codes } };
  }
}
