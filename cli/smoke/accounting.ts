import { table } from "../report/table.ts";

/** Event types, and what is none of them. */
export const countedTypes = ["telemetry", "heartbeat", "fault", "transaction", "none of these"] as const;
export type CountedType = (typeof countedTypes)[number];

/** Events of one type. */
export interface Account {
  /** By those who sent them. */
  readonly sent: number;
  /** Events in the type's topic, each counted once, by a reader of the topic. */
  readonly accepted: number;
  /** Records in the quarantine topic, by a reader of the topic. */
  readonly quarantined: number;
  /** Events in requests that were answered with a refusal, by those who sent them. */
  readonly refused: number;
  /** Rows in the tables, by a reader of the tables. */
  readonly landed: number;
}

export type Accounts = ReadonlyMap<CountedType, Account>;

const columns = ["sent", "accepted", "quarantined", "refused", "landed"] as const;

/** The accounts as a table, with their sum. */
export function accountLines(accounts: Accounts): readonly string[] {
  const rows = countedTypes.flatMap((type) => {
    const account = accounts.get(type);
    return account === undefined ? [] : [[type, ...columns.map((column) => String(account[column]))]];
  });
  const sum = (column: (typeof columns)[number]): number =>
    [...accounts.values()].reduce((total, account) => total + account[column], 0);
  return table([["events", ...columns], ...rows, ["all", ...columns.map((column) => String(sum(column)))]]);
}

/**
 * What does not add up, by type: everything sent was accepted, quarantined or refused, and everything accepted or quarantined
 * was landed, once.
 */
export function accountProblems(accounts: Accounts): readonly string[] {
  return [...accounts].flatMap(([type, { sent, accepted, quarantined, refused, landed }]) => [
    ...(sent === accepted + quarantined + refused
      ? []
      : [`${type}: ${sent} sent are not ${accepted} accepted + ${quarantined} quarantined + ${refused} refused`]),
    ...(landed === accepted + quarantined
      ? []
      : [`${type}: ${landed} landed are not ${accepted} accepted + ${quarantined} quarantined`]),
  ]);
}

/** How many there are of each type. */
export function countByType(types: Iterable<CountedType>): ReadonlyMap<CountedType, number> {
  const counts = new Map<CountedType, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** The type that bytes say they are of; whatever cannot be read is none. */
export function typeIn(bytes: Buffer): CountedType {
  try {
    const event = JSON.parse(bytes.toString("utf8")) as { event_type?: unknown } | null; // looked at below
    return countedTypes.find((type) => type === event?.event_type) ?? "none of these";
  } catch {
    return "none of these";
  }
}
