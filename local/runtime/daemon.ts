import { randomBytes } from "node:crypto";
import { Cloud } from "./cloud.ts";
import { controlServer } from "./control-server.ts";
import { livingDaemon, removeDaemonFile, writeDaemonFile } from "./daemon-file.ts";
import { RuntimeLog } from "./log.ts";
import { choosePorts, isBusy, listen, PortBusyError } from "./ports.ts";
import { identify } from "./process-identity.ts";
import { createStateDirectory, stateDirectory } from "./state-directory.ts";

/** How long those who wait for readiness have to read why it failed. */
const graceMs = 1_500;
/** How long the supervisor that has the control port may take to say so in its file. */
const yieldMs = 2_000;

/** The one supervisor of a state directory: this file is its main program. Its standard output is its log. */
async function main(): Promise<void> {
  const state = stateDirectory();
  createStateDirectory(state);
  const log = new RuntimeLog();
  const ports = choosePorts(state);
  const cloud = new Cloud(state, ports, log);
  const token = randomBytes(32).toString("hex");
  const server = controlServer(
    {
      status: () => cloud.status(),
      openSession: (client) => cloud.openSession(client),
      sessionReport: (id) => cloud.sessionReport(id),
      closeSession: (id) => cloud.closeSession(id),
      setFaults: (plan) => {
        cloud.setFaults(plan);
      },
      journal: () => cloud.journal(),
      kafka: (cluster) => cloud.kafka(cluster),
      stop: () => shutDown(0),
    },
    token,
  );

  let ending: Promise<void> | undefined;
  const shutDown = (exitCode: number): Promise<void> => {
    ending ??= cloud.stop().then(() => {
      removeDaemonFile(state);
      // After the answer to the request that asked for it.
      setImmediate(() => {
        server.close();
        server.closeIdleConnections();
        setTimeout(() => process.exit(exitCode), 50);
      });
    });
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void shutDown(0));
  }

  // The control port is the lock: of two supervisors that start at once, one gets it.
  try {
    await listen(server, ports.control);
  } catch (error) {
    if (!isBusy(error)) throw error;
    if (await anotherIsAlive()) {
      log.write("Another supervisor of this state directory was first; leaving it to that one.");
      return;
    }
    throw new PortBusyError(ports.control, "the control of the one-machine cloud", ports.base);
  }
  const other = livingDaemon(state);
  const self = identify(process.pid);
  if (other !== undefined || self === undefined) {
    log.write(`Supervisor ${other?.pid ?? "unknown"} of this state directory runs already, on other ports.`);
    server.close();
    return;
  }
  writeDaemonFile(state, { ...self, port: ports.control, token });

  try {
    await cloud.start();
    log.write("Ready");
  } catch (error) {
    log.write(error instanceof Error ? error.message : String(error));
    await new Promise((resolve) => setTimeout(resolve, graceMs));
    await shutDown(1);
  }

  async function anotherIsAlive(): Promise<boolean> {
    const deadline = Date.now() + yieldMs;
    while (Date.now() < deadline) {
      if (livingDaemon(state)?.port === ports.control) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
