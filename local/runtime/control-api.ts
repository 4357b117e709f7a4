import type { FaultPlan } from "../provider/faults.ts";
import type { JournalEntry, SessionReport } from "../provider/report.ts";
import type { KafkaAccess } from "./kafka/access.ts";
import type { WorkloadStatus } from "./kubernetes/local-kubernetes.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import type { ProcessStatus } from "./supervised-process.ts";

/** What the supervisor says of itself. */
export interface Status {
  readonly state: "starting" | "ready" | "stopping" | "failed";
  readonly pid: number;
  readonly stateDirectory: string;
  /** Resident memory of the supervisor itself, in MiB. */
  readonly memoryMiB: number;
  /** `http://127.0.0.1:<port>` of the AWS emulator; root credentials are test/test. */
  readonly emulatorEndpoint: string;
  readonly processes: readonly ProcessStatus[];
  /** Deployments whose program runs here. */
  readonly workloads: readonly WorkloadStatus[];
  readonly clusters: readonly { readonly name: string; readonly arn: string; readonly bootstrapBrokers: string }[];
  readonly sessions: number;
  /** Lines said since the start. */
  readonly progress: readonly string[];
  /** Why it failed. */
  readonly error?: string;
}

/** A session as it is opened. */
export interface OpenedSession {
  readonly id: string;
  /** Value for `PULUMI_DEBUG_PROVIDERS`. */
  readonly debugProviders: string;
}

/** What the control API does, without how it is asked. */
export interface Control {
  status(): Status;
  /** @param client the process whose end closes the session, some time later; none for one that is to stay */
  openSession(client?: ProcessIdentity): Promise<OpenedSession>;
  /** `undefined`: there is no such session. */
  sessionReport(id: string): SessionReport | undefined;
  /** Whether there was such a session. */
  closeSession(id: string): Promise<boolean>;
  setFaults(plan: FaultPlan): void;
  journal(): readonly JournalEntry[];
  /** `undefined`: there is no cluster of this name or ARN. */
  kafka(cluster: string): KafkaAccess | undefined;
  /** Ends everything; the process exits afterwards. */
  stop(): Promise<void>;
}
