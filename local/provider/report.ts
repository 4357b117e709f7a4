/** What the engine may ask a provider to do with a resource. */
export type Operation = "create" | "read" | "update" | "delete";

/** What one engine run did on the one-machine cloud, counted by Pulumi type token. */
export interface SessionReport {
  /** Operations that reached a real handler. */
  readonly real: Readonly<Record<string, number>>;
  /** Resources the run saw that are recorded only: accepted, given outputs, with nothing behind them. */
  readonly recorded: Readonly<Record<string, number>>;
  /** Changed properties of stateful resources for which no table says whether AWS would replace the resource. */
  readonly replacementUnknown: readonly { readonly urn: string; readonly property: string }[];
}

/** One real creation or deletion, written as soon as it is done, so that an interrupted run can be followed up. */
export interface JournalEntry {
  readonly operation: "create" | "delete";
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Provider ID. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Where real creations and deletions are written. An append that fails makes the operation fail. */
export interface Journal {
  append(entry: JournalEntry): Promise<void>;
}
