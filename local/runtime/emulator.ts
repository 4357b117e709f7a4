import * as fs from "node:fs";
import * as path from "node:path";
import type { Children } from "./children.ts";
import type { RuntimeLog } from "./log.ts";
import type { Ports } from "./ports.ts";
import type { StateDirectory } from "./state-directory.ts";
import { SupervisedProcess } from "./supervised-process.ts";

/** Where the AWS emulator answers. */
export function emulatorEndpoint(ports: Ports): string {
  return `http://127.0.0.1:${ports.emulator}`;
}

const packages = path.resolve(import.meta.dirname, "../../node_modules");

/** Functions are unpacked under this folder and find the AWS SDK there, which Lambda's Node.js runtime brings along. */
export function offerAwsSdk(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(path.join(folder, "node_modules"), { force: true });
  fs.symlinkSync(packages, path.join(folder, "node_modules"));
}

/**
 * The AWS emulator as a process: IAM evaluated, loopback only, state in the state directory.
 *
 * It writes its state a moment after each change; only what changed in that moment is lost when it is killed.
 */
export function emulatorProcess(
  python: string,
  { state, ports, children, log }: { state: StateDirectory; ports: Ports; children: Children; log: RuntimeLog },
): SupervisedProcess {
  const endpoint = emulatorEndpoint(ports);
  offerAwsSdk(state.emulator);
  return new SupervisedProcess(
    {
      name: "AWS emulator",
      command: python,
      args: [path.join(import.meta.dirname, "emulator.py")],
      cwd: state.emulator,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: state.emulator,
        PYTHONUNBUFFERED: "1",
        PYTHONDONTWRITEBYTECODE: "1",
        AUTH: "true",
        BIND_HOST: "127.0.0.1",
        GATEWAY_PORT: String(ports.emulator),
        LOG_LEVEL: "WARNING",
        PERSIST_STATE: "1",
        STATE_DIR: path.join(state.emulator, "state"),
        S3_PERSIST: "1",
        S3_DATA_DIR: path.join(state.emulator, "s3"),
        // They would listen on every interface, on ports of their own.
        IOT_MTLS_ENABLED: "0",
        SFTP_ENABLED: "0",
      },
      logFile: path.join(state.logs, "emulator.log"),
      isReady: async () => {
        try {
          return (await fetch(`${endpoint}/_ministack/health`)).ok;
        } catch {
          return false;
        }
      },
      readyBoundMs: 60_000,
      stopBoundMs: 20_000,
    },
    children,
    log,
  );
}
