/** Data files of live tables: moved only to classes that read at once, and never expired by S3, which would break the table. */
export interface TableDataRule {
  readonly holds: "table data";
  readonly prefix: string;
  /**
   * Where the files move when they get older: Glacier Instant Retrieval pays where they are then read less than once a
   * quarter, Intelligent-Tiering where nobody knows.
   */
  readonly movesTo: "glacier instant retrieval" | "intelligent tiering";
  readonly afterDays: number;
}

/** What is kept because it must be and read hardly ever; to read it takes hours. */
export interface ArchiveRule {
  readonly holds: "archive";
  readonly prefix: string;
  readonly deepArchiveAfterDays: number;
  /**
   * Days until it is deleted.
   * @default - never
   */
  readonly expireAfterDays?: number;
}

/** Files that nothing refers to once they are old: results, uploads, logs. */
export interface ExpiringRule {
  readonly holds: "files";
  readonly prefix: string;
  readonly expireAfterDays: number;
}

/**
 * Logs: read while what they tell of is fresh, then only in an inquiry, which waits. They get cheaper with age as far as
 * they are kept long enough to pay: Glacier Instant Retrieval after a quarter, Deep Archive after a year.
 */
export interface LogRule {
  readonly holds: "logs";
  readonly prefix: string;
  readonly expireAfterDays: number;
}

export type LifecycleRule = TableDataRule | ArchiveRule | ExpiringRule | LogRule;

/** A rule as the provider takes it. */
export interface LifecycleConfigurationRule {
  readonly id: string;
  readonly status: "Enabled";
  readonly filter: { readonly prefix: string };
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number };
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number };
  readonly expiration?: { readonly days: number };
  readonly transitions?: { readonly days: number; readonly storageClass: string }[];
}

/** How long replaced or deleted versions stay: long enough to notice a mistake, short enough not to pay for it twice. */
const noncurrentVersionDays = 30;
const abandonedUploadDays = 7;

/** Deep Archive bills 180 days of every object, however soon it goes. */
export const deepArchiveMinimumDays = 180;

/** Classes that logs move to: after how many days, and how many days the class bills at least. */
const logClasses = [
  { storageClass: "GLACIER_IR", days: 90, billsAtLeast: 90 },
  { storageClass: "DEEP_ARCHIVE", days: 365, billsAtLeast: deepArchiveMinimumDays },
] as const;

/** What becomes of the objects of a bucket. */
export interface Lifecycle {
  /** Days until an object expires, wherever it lies; for buckets without rules by prefix. */
  readonly expireAfterDays?: number;
  /** By prefix. */
  readonly rules?: readonly LifecycleRule[];
}

/**
 * The lifecycle of a bucket: what holds for every object, then the rules by prefix.
 *
 * @throws {Error} with every rule that contradicts itself or another.
 */
export function lifecycleRules({ expireAfterDays, rules = [] }: Lifecycle): LifecycleConfigurationRule[] {
  const problems = lifecycleProblems({ expireAfterDays, rules });
  if (problems.length > 0) {
    throw new Error(["Lifecycle rules that cannot be:", ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  }
  return [
    {
      id: "house",
      status: "Enabled",
      filter: { prefix: "" },
      abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
      noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays },
      ...(expireAfterDays === undefined ? {} : { expiration: { days: expireAfterDays } }),
    },
    ...rules.map((rule) => ({
      id: idOf(rule),
      status: "Enabled" as const,
      filter: { prefix: rule.prefix },
      ...actions(rule),
    })),
  ];
}

/** What is wrong with a lifecycle, one line each. */
export function lifecycleProblems({ expireAfterDays, rules = [] }: Lifecycle): readonly string[] {
  const itself = rules.flatMap((rule) => {
    const name = `"${rule.prefix}" (${rule.holds})`;
    const days = daysOf(rule);
    const found = days.some((value) => !Number.isInteger(value) || value < 1)
      ? [`${name} has days ${days.join(", ")}; allowed: whole numbers from 1.`]
      : [];
    if (rule.holds === "archive" && rule.expireAfterDays !== undefined) {
      const least = rule.deepArchiveAfterDays + deepArchiveMinimumDays;
      if (rule.expireAfterDays < least) {
        found.push(
          `${name} expires after ${rule.expireAfterDays} days; allowed: from ${least}, since Deep Archive bills ${deepArchiveMinimumDays} days.`,
        );
      }
    }
    return found;
  });
  // A prefix within another gets the rules of both, so one that expires would expire what lies in the other.
  const overlaps = rules.flatMap((one, index) =>
    rules
      .slice(index + 1)
      .filter((other) => one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix))
      .map(
        (other) =>
          `"${one.prefix}" and "${other.prefix}" overlap; S3 would apply the rules of both. Give them prefixes of their own.`,
      ),
  );
  const everything =
    expireAfterDays !== undefined && rules.length > 0
      ? [
          `every object expires after ${expireAfterDays} days, so rules by prefix (${rules.map(({ prefix }) => `"${prefix}"`).join(", ")}) would lose what they keep. Give one or the other.`,
        ]
      : [];
  return [...itself, ...overlaps, ...everything];
}

function idOf({ holds, prefix }: LifecycleRule): string {
  return [holds, prefix]
    .join(" ")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function daysOf(rule: LifecycleRule): readonly number[] {
  switch (rule.holds) {
    case "table data":
      return [rule.afterDays];
    case "archive":
      return [rule.deepArchiveAfterDays, ...(rule.expireAfterDays === undefined ? [] : [rule.expireAfterDays])];
    case "files":
    case "logs":
      return [rule.expireAfterDays];
  }
}

const storageClasses = {
  "glacier instant retrieval": "GLACIER_IR",
  "intelligent tiering": "INTELLIGENT_TIERING",
} as const;

function actions(rule: LifecycleRule): Pick<LifecycleConfigurationRule, "expiration" | "transitions"> {
  switch (rule.holds) {
    case "table data":
      return { transitions: [{ days: rule.afterDays, storageClass: storageClasses[rule.movesTo] }] };
    case "archive":
      return {
        transitions: [{ days: rule.deepArchiveAfterDays, storageClass: "DEEP_ARCHIVE" }],
        ...(rule.expireAfterDays === undefined ? {} : { expiration: { days: rule.expireAfterDays } }),
      };
    case "files":
      return { expiration: { days: rule.expireAfterDays } };
    case "logs":
      return {
        transitions: logClasses
          .filter(({ days, billsAtLeast }) => days + billsAtLeast <= rule.expireAfterDays)
          .map(({ days, storageClass }) => ({ days, storageClass })),
        expiration: { days: rule.expireAfterDays },
      };
  }
}
