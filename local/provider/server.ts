import type { FaultPlan } from "./faults.ts";
import type { Journal, SessionReport } from "./report.ts";
import type { Account, ResourceHandlers } from "./resource-type.ts";

export type { Fault, FaultPlan } from "./faults.ts";
export type { Journal, JournalEntry, Operation, SessionReport } from "./report.ts";

/** Packages the one-machine cloud answers for. */
export const packages = ["aws", "awsx", "eks", "kubernetes", "grafana"] as const;

export interface ProviderServerOptions {
  /** Real rows; every other type is recorded. Not used in mode `recorded`. */
  readonly handlers: ResourceHandlers;
  /** Failures to inject; read at every call. */
  readonly faults?: FaultPlan;
  readonly journal?: Journal;
  /** Used until (and unless) the engine's `aws` provider configuration says otherwise. */
  readonly account?: Partial<Account>;
  /** `recorded`: nothing is real, for previews without credentials. */
  readonly mode: "local" | "recorded";
}

export interface ProviderServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Value for `PULUMI_DEBUG_PROVIDERS`. */
  readonly debugProviders: string;
  report(): SessionReport;
  /** Ends calls under way, frees the port. */
  close(): Promise<void>;
}

/** Starts a provider for one engine run on a free port of 127.0.0.1. */
export function startProviderServer(options: ProviderServerOptions): Promise<ProviderServer> {
  return Promise.reject(new Error(`The provider server does not serve mode "${options.mode}" yet.`));
}
