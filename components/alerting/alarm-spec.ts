import { type Condition } from "./alarm-signal.ts";
import { type Severity } from "./severity.ts";

/** What to do with a period from which no data came. */
export type MissingData = "breaching" | "ignore" | "missing" | "notBreaching";

/** An alarm as a catalogue declares it: what is wrong, why it matters, what to do. Who is told is decided by the stack. */
export interface AlarmSpec extends Condition {
  /** Unique within an area: lower-case letters, digits and hyphens. Last part of the alarm's name. */
  readonly id: string;
  /** Periods that must be bad, out of how many: `[2, 3]`. One bad minute alone wakes nobody. */
  readonly datapoints: readonly [bad: number, of: number];
  /**
   * A metric that is silent when nothing happens is `notBreaching`; one whose silence is the failure is `breaching`.
   */
  readonly missing: MissingData;
  readonly severity: Severity;
  /** What it means for the platform, in a sentence or two. */
  readonly why: string;
  /** Page in `docs/runbooks/`, with the anchor of its section. */
  readonly runbook: `${string}.md#${string}`;
  /** Where metric and threshold come from. */
  readonly source: `https://${string}`;
}

/** Most alarms: two bad minutes of three. */
export const houseStyle = { periodSeconds: 60, datapoints: [2, 3], missing: "notBreaching" } as const;
