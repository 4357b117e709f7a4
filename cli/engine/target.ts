import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { startProviderServer } from "../../local/provider/server.ts";
import { type SessionReport } from "../../local/provider/report.ts";
import { type LocalCloud } from "../../local/client.ts";
import { stateDirectory } from "../../local/runtime/state-directory.ts";
import { type EnvironmentFile } from "../environment-file.ts";
import { repository } from "../repository.ts";
import { projectFolder, type Step } from "../steps.ts";
import { passphraseBackend } from "./passphrase-backend.ts";
import { makeShadow } from "./shadow.ts";

/** Where an environment's engine runs happen. */
export interface Target {
  readonly environment: string;
  /** `local`: the one-machine cloud. `offline`: previews only, everything recorded. `aws`: the account of the environment. */
  readonly kind: "local" | "offline" | "aws";
  /** First line of every command's output: what the run works on. */
  readonly headline: string;
  /** Folder of the step's Pulumi project. */
  projectDirectory(step: Step): string;
  /** Opens what one engine run needs. */
  openSession(): Promise<EngineSession>;
  close(): Promise<void>;
}

export interface EngineSession {
  /** Environment variables of the engine. */
  readonly variables: Record<string, string>;
  /** Which resource types were real and which recorded; `undefined` on AWS, where all are real. */
  report(): Promise<SessionReport | undefined>;
  close(): Promise<void>;
}

/** Variables of every engine run: quiet, and without a look for updates over the network. */
const common = { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" };

/** The `local` environment on the one-machine cloud. */
export function localTarget(cloud: LocalCloud): Target {
  const state = stateDirectory();
  const workspace = path.join(state.root, "workspace");
  makeShadow(repository, workspace, "local");
  return {
    environment: "local",
    kind: "local",
    headline: `local: the one-machine cloud, state in ${path.relative(process.cwd(), state.root) || "."}`,
    projectDirectory: (step) => path.join(workspace, projectFolder(step)),
    async openSession() {
      const session = await cloud.openSession();
      return {
        variables: { ...common, ...passphraseBackend(state.root), PULUMI_DEBUG_PROVIDERS: session.debugProviders },
        report: () => session.report(),
        close: () => session.close(),
      };
    },
    close: () => Promise.resolve(),
  };
}

/** Any environment without credentials: a backend in a temporary folder that goes with the run. */
export function offlineTarget(environment: string, why: string): Target {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "platform-offline-"));
  makeShadow(repository, root, environment);
  return {
    environment,
    kind: "offline",
    headline: `${environment} offline (${why}): nothing is deployed and nothing is read from AWS; every resource is recorded`,
    projectDirectory: (step) => path.join(root, projectFolder(step)),
    async openSession() {
      const server = await startProviderServer({ handlers: {}, mode: "recorded" });
      return {
        variables: { ...common, ...passphraseBackend(root), PULUMI_DEBUG_PROVIDERS: server.debugProviders },
        report: () => Promise.resolve(server.report()),
        close: () => server.close(),
      };
    },
    close() {
      fs.rmSync(root, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** The environment's AWS account, with state in the backend that `platform bootstrap` made. */
export function awsTarget(file: EnvironmentFile): Target {
  const backend = process.env["PULUMI_BACKEND_URL"] ?? file.backendUrl;
  return {
    environment: file.environment,
    kind: "aws",
    headline: `${file.environment}: AWS account ${file.platform.accountId}, ${file.platform.region}, state in ${backend}`,
    projectDirectory: (step) => path.join(repository, projectFolder(step)),
    openSession: () =>
      Promise.resolve({
        variables: { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_BACKEND_URL: backend },
        report: () => Promise.resolve(undefined),
        close: () => Promise.resolve(),
      }),
    close: () => Promise.resolve(),
  };
}
