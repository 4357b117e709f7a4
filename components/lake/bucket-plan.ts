import { eventRetention, fileRetentionDays } from "../../contracts/events/retention.ts";
import { type LifecycleRule } from "../storage/lifecycle.ts";
import { type DataClass } from "../tags.ts";

/** What the lake's buckets are for. Quarantined events are not redacted yet, so they are treated like personal data. */
export const bucketPurposes = ["raw", "analytics", "quarantine", "pii", "code", "queryResults"] as const;

export type BucketPurpose = (typeof bucketPurposes)[number];

/** One bucket of the lake. */
export interface BucketPlan {
  /** Part of its name after the environment. */
  readonly what: string;
  readonly dataClass: DataClass;
  /** Key by purpose; personal data has one of its own. */
  readonly key: "lake" | "pii";
  /** Who may reach it: whoever IAM lets in, or only roles listed for it, whatever other policies say. */
  readonly reach: "by IAM" | { readonly listedFor: "quarantine" | "pii" };
  readonly lifecycle: readonly LifecycleRule[];
  /** Whether CloudWatch counts its requests: where a job or a person waits for them. */
  readonly requestMetrics: boolean;
  /** Whether a copy in another Region is kept where the environment replicates; no: it can be made again. */
  readonly replicated: boolean;
}

/** Live table data older than this is read rarely. */
const rarelyReadAfterDays = 90;
/** Younger files are still being replaced by compaction, and moving them would be paid for nothing. */
const settledAfterDays = 7;

/** What is past its queryable days and kept on: a prefix per kind of event. */
const archives: readonly LifecycleRule[] = Object.entries(eventRetention)
  .filter(([, { archivedDays }]) => archivedDays > 0)
  .map(([table, { archivedDays }]) => ({
    holds: "archive",
    prefix: `archive/${table}/`,
    deepArchiveAfterDays: 1,
    expireAfterDays: archivedDays,
  }));

/**
 * The buckets by purpose.
 *
 * Prefixes: `bronze/events/<table>/` and `silver/events/<table>/` hold tables, `checkpoints/<layer>/` what a streaming job
 * goes on from and no rule touches,
 * `archive/<table>/` what is past its queryable days.
 */
export const bucketPlans: Readonly<Record<BucketPurpose, BucketPlan>> = {
  raw: {
    what: "dl-raw",
    dataClass: "internal",
    key: "lake",
    reach: "by IAM",
    // Raw events are read by the next job and hardly again.
    lifecycle: [
      { holds: "table data", prefix: "bronze/", movesTo: "glacier instant retrieval", afterDays: rarelyReadAfterDays },
      ...archives,
    ],
    requestMetrics: true,
    replicated: true,
  },
  analytics: {
    what: "dl-analytics",
    dataClass: "internal",
    key: "lake",
    reach: "by IAM",
    // What people ask for next nobody knows: Intelligent-Tiering's own tiers all read at once.
    lifecycle: [
      { holds: "table data", prefix: "silver/", movesTo: "intelligent tiering", afterDays: settledAfterDays },
    ],
    requestMetrics: true,
    replicated: true,
  },
  quarantine: {
    what: "dl-quarantine",
    dataClass: "pii",
    key: "pii",
    reach: { listedFor: "quarantine" },
    lifecycle: [{ holds: "files", prefix: "uploads/", expireAfterDays: fileRetentionDays.quarantineUploads }],
    requestMetrics: false,
    replicated: false,
  },
  pii: {
    what: "dl-pii",
    dataClass: "pii",
    key: "pii",
    reach: { listedFor: "pii" },
    lifecycle: [],
    requestMetrics: false,
    replicated: true,
  },
  code: {
    what: "dl-code",
    dataClass: "internal",
    key: "lake",
    reach: "by IAM",
    lifecycle: [],
    requestMetrics: false,
    replicated: false,
  },
  queryResults: {
    what: "dl-query-results",
    dataClass: "internal",
    key: "lake",
    reach: "by IAM",
    lifecycle: [{ holds: "files", prefix: "", expireAfterDays: fileRetentionDays.queryResults }],
    requestMetrics: false,
    replicated: false,
  },
};
