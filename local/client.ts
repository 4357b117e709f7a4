import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { FaultPlan } from "./provider/faults.ts";
import type { JournalEntry, SessionReport } from "./provider/report.ts";
import type { OpenedSession, Status } from "./runtime/control-api.ts";
import { type DaemonFile, livingDaemon } from "./runtime/daemon-file.ts";
import type { KafkaAccess } from "./runtime/kafka/access.ts";
import { openLog } from "./runtime/log.ts";
import { identify, isAlive } from "./runtime/process-identity.ts";
import { createStateDirectory, type StateDirectory, stateDirectory } from "./runtime/state-directory.ts";

export type { FaultPlan } from "./provider/faults.ts";
export type { JournalEntry, SessionReport } from "./provider/report.ts";
export type { Status } from "./runtime/control-api.ts";
export type { KafkaAccess } from "./runtime/kafka/access.ts";

export interface ConnectOptions {
  /** Takes a line about what is being started. An already running cloud says nothing. */
  readonly report?: (line: string) => void;
}

/** One engine run's place on the one-machine cloud. */
export interface Session {
  readonly id: string;
  /** Value for `PULUMI_DEBUG_PROVIDERS`. */
  readonly debugProviders: string;
  report(): Promise<SessionReport>;
  /** Frees the provider's port. A session that is gone already is fine. */
  close(): Promise<void>;
}

/** How an administrator reaches a cluster's brokers: mutual TLS, as the user that no ACL binds. */
export interface KafkaAdminConnection {
  readonly bootstrapServers: readonly string[];
  /** PEM texts. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The running one-machine cloud. */
export interface LocalCloud {
  /** `http://127.0.0.1:<port>` of the AWS emulator; root credentials are test/test. */
  readonly emulatorEndpoint: string;
  /** The session ends with this process, if it is not closed before; `outlivesClient`: with the one-machine cloud. */
  openSession(options?: { readonly outlivesClient?: boolean }): Promise<Session>;
  status(): Promise<Status>;
  /** Replaces the failures to inject, in running sessions as well. */
  setFaults(plan: FaultPlan): Promise<void>;
  clearFaults(): Promise<void>;
  /** Real creations and deletions since the state directory was made, oldest first. */
  journal(): Promise<readonly JournalEntry[]>;
  /** How to reach a cluster, by name or ARN: addresses and PEM files. @throws Error when there is none. */
  kafka(cluster: string): Promise<KafkaAccess>;
  /** The same for an administrator, with the PEM texts. @throws Error when there is no such cluster. */
  kafkaAdmin(cluster: string): Promise<KafkaAdminConnection>;
  /** Stops all processes, orderly; data stays. Returns when the supervisor is gone. */
  stop(): Promise<void>;
}

/**
 * The running one-machine cloud; started, in a process of its own that outlives this one, when there is none.
 *
 * @throws Error with the cause: what is missing, which port is busy and who holds it, or the end of the log.
 */
export async function connect(options: ConnectOptions = {}): Promise<LocalCloud> {
  const state = stateDirectory();
  const report = options.report ?? (() => undefined);
  for (;;) {
    const daemon = livingDaemon(state);
    if (daemon === undefined) {
      await start(state);
      continue;
    }
    const status = await ready(daemon, report);
    if (status !== undefined) return cloudOf(daemon, status);
  }
}

/** The running one-machine cloud; `undefined` when there is none. Waits for one that is starting. */
export async function attach(): Promise<LocalCloud | undefined> {
  const daemon = livingDaemon(stateDirectory());
  if (daemon === undefined) return undefined;
  const status = await ready(daemon, () => undefined);
  return status === undefined ? undefined : cloudOf(daemon, status);
}

const daemonProgram = path.join(import.meta.dirname, "runtime", "daemon.ts");

/** Starts a supervisor and waits until there is one: this one, or another that was faster. */
async function start(state: StateDirectory): Promise<void> {
  createStateDirectory(state);
  const logFile = path.join(state.logs, "daemon.log");
  const log = openLog(logFile);
  const logStart = fs.fstatSync(log).size;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", daemonProgram], {
    cwd: state.root,
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, PLATFORM_STATE_DIR: state.root },
  });
  fs.closeSync(log);
  let end: string | undefined;
  child.once("exit", (code, signal) => (end = signal ?? `exit code ${code ?? "unknown"}`));
  child.once("error", (error) => (end = error.message));
  child.unref();
  while (livingDaemon(state) === undefined) {
    if (end !== undefined) {
      const said = fs.readFileSync(logFile).subarray(logStart).toString("utf8").trim();
      throw new Error(`The one-machine cloud could not be started (${end}):\n${said}`);
    }
    await pause();
  }
}

/**
 * Waits until a supervisor is ready, passing on what it says; `undefined` when it has gone or is stopping.
 *
 * @throws Error saying why it could not start.
 */
async function ready(daemon: DaemonFile, report: (line: string) => void): Promise<Status | undefined> {
  let told: number | undefined;
  for (;;) {
    let status: Status;
    try {
      status = await ask<Status>(daemon, "GET", "/status");
    } catch (error) {
      // It is listening before it writes its file, so a refused connection means that it has ended.
      if (!isAlive(daemon)) return undefined;
      throw error;
    }
    // What was said before this call found it ready is not news.
    const waited = told !== undefined;
    if (status.state === "ready" && !waited) return status;
    status.progress.slice(told ?? 0).forEach(report);
    told = status.progress.length;
    if (status.state === "ready") return status;
    if (status.state === "failed") throw new Error(status.error ?? "The one-machine cloud failed to start.");
    await pause();
    if (status.state === "stopping" && !isAlive(daemon)) return undefined;
  }
}

function cloudOf(daemon: DaemonFile, { emulatorEndpoint }: Status): LocalCloud {
  const kafka = (cluster: string): Promise<KafkaAccess> => ask(daemon, "GET", `/kafka/${encodeURIComponent(cluster)}`);
  return {
    emulatorEndpoint,
    async openSession({ outlivesClient = false } = {}) {
      const client = outlivesClient ? undefined : identify(process.pid);
      const session = await ask<OpenedSession>(daemon, "POST", "/sessions", { body: { client } });
      return {
        ...session,
        report: () => ask(daemon, "GET", `/sessions/${session.id}`),
        async close() {
          if (isAlive(daemon)) await ask(daemon, "DELETE", `/sessions/${session.id}`, { missing: "fine" });
        },
      };
    },
    status: () => ask(daemon, "GET", "/status"),
    setFaults: (plan) => ask(daemon, "PUT", "/faults", { body: plan }),
    clearFaults: () => ask(daemon, "DELETE", "/faults"),
    journal: () => ask(daemon, "GET", "/journal"),
    kafka,
    async kafkaAdmin(cluster) {
      const access = await kafka(cluster);
      return {
        bootstrapServers: access.bootstrapBrokersAdmin,
        ca: fs.readFileSync(access.caFile, "utf8"),
        cert: fs.readFileSync(access.adminCertificateFile, "utf8"),
        key: fs.readFileSync(access.adminKeyFile, "utf8"),
      };
    },
    async stop() {
      await ask(daemon, "POST", "/stop");
      while (isAlive(daemon)) await pause();
    },
  };
}

interface Request {
  readonly body?: unknown;
  /** `fine`: that the thing is not there is no error. */
  readonly missing?: "fine";
}

/** Calls the control API. Its answers are our own types: both ends are of one version. */
async function ask<Answer>(daemon: DaemonFile, method: string, route: string, request: Request = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${daemon.port}${route}`, {
    method,
    headers: { authorization: `Bearer ${daemon.token}` },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok && !(response.status === 404 && request.missing === "fine")) {
    const { error } = answer as { error: string };
    throw new Error(error);
  }
  return answer as Answer;
}

/** Between two looks at a supervisor that is starting or stopping. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
