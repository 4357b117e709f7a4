import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { localAccount } from "./configuration.ts";
import { Components } from "./construct/index.ts";
import { Declarations } from "./declarations/index.ts";
import type { FaultPlan } from "./faults.ts";
import type { Journal, SessionReport } from "./report.ts";
import { Operations } from "./operations.ts";
import type { Account, ResourceHandlers } from "./resource-type.ts";
import { Resources } from "./resources.ts";
import { providerService } from "./service.ts";
import { Session } from "./session.ts";

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
export async function startProviderServer(options: ProviderServerOptions): Promise<ProviderServer> {
  const handlers = options.mode === "local" ? options.handlers : {};
  const session = new Session(handlers);
  const cancellation = new AbortController();
  const operations = new Operations({
    handlers,
    faults: options.faults,
    journal: options.journal,
    cancelled: cancellation.signal,
  });
  const server = new Server({ "grpc.max_receive_message_length": messageBytes });
  server.addService(
    services.ResourceProviderService,
    providerService({
      resources: new Resources({ declarations: sharedDeclarations, session, operations }),
      components: new Components(),
      account: { ...localAccount, ...options.account },
      cancel: () => {
        cancellation.abort();
      },
    }),
  );
  const port = await listen(server);
  return {
    port,
    debugProviders: packages.map((pkg) => `${pkg}:${String(port)}`).join(","),
    report: () => session.report(),
    close: () => {
      cancellation.abort();
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

/** As the engine's own limit: large manifests and archives inlined as text exceed gRPC's 4 MB. */
const messageBytes = 400 * 1024 * 1024;

/** One per process: what the installed SDKs declare does not depend on the run. */
const sharedDeclarations = new Declarations();

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
