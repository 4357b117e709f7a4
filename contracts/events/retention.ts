import { type TopicKey } from "./topics.ts";

/** How long data of one kind is kept. */
export interface Retention {
  /** Days a row or object stays where it can be queried. */
  readonly queryableDays: number;
  /** Days after that in the archive, where reading takes hours; 0: deleted at once. */
  readonly archivedDays: number;
  readonly why: string;
}

/** Finance keeps transactions for seven years, of which two are leap years at most. */
const sevenYearsDays = 7 * 365 + 2;

/**
 * The one table of how long events are kept. Lifecycle rules, table properties and the jobs that delete rows take it from
 * here. Rows of a table are deleted by a job, never by S3: a table that loses a file behind its back no longer reads.
 */
export const eventRetention = {
  telemetry: { queryableDays: 730, archivedDays: 0, why: "Raw events: one to two years" },
  heartbeat: { queryableDays: 365, archivedDays: 0, why: "Raw events: one to two years, and nobody asks for old ones" },
  faults: { queryableDays: 730, archivedDays: 0, why: "Raw events; faults for 180 days at least" },
  transactions: {
    queryableDays: 730,
    archivedDays: sevenYearsDays - 730,
    why: "Finance: seven years, two of them at hand",
  },
  quarantine: { queryableDays: 90, archivedDays: 0, why: "Not redacted: only as long as it takes to mend and replay" },
} as const satisfies Record<TopicKey, Retention>;

/** Days that files of the lake outside of tables are kept. */
export const fileRetentionDays = {
  /** Results of queries, which can be asked again. */
  queryResults: 30,
  /** Unredacted events that came before a topic could take them, beside the table. */
  quarantineUploads: 90,
} as const;
