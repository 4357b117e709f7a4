import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { startProviderServer } from "../../local/provider/server.ts";
import { type SessionReport } from "../../local/provider/report.ts";
import { type LocalCloud } from "../../local/client.ts";
import { stateDirectory } from "../../local/runtime/state-directory.ts";
import { type EnvironmentFile } from "../environment-file.ts";
import { type PolicyConfig, readPolicyConfig } from "../policy/config.ts";
import { repository } from "../repository.ts";
import { projectFolder, type Step, UsageError } from "../steps.ts";
import { passphraseBackend, temporaryBackend } from "./passphrase-backend.ts";
import { makeShadow, makeView } from "./shadow.ts";

/** Where an environment's engine runs happen. */
export interface Target {
  readonly environment: string;
  /** `local`: the one-machine cloud. `offline`: previews only, everything recorded. `aws`: the account of the environment. */
  readonly kind: "local" | "offline" | "aws";
  /** First line of every command's output: what the run works on. */
  readonly headline: string;
  /** What the environment says about the rules that its engine runs are judged by. */
  readonly policyConfig: PolicyConfig;
  /** Pulumi secrets provider of stacks that are yet to be made; `undefined`: the backend's own, a passphrase. */
  readonly secretsProvider?: string;
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
  const policyConfig = readPolicyConfig("local");
  const state = stateDirectory();
  const workspace = path.join(state.root, "workspace");
  makeShadow(repository, workspace, "local");
  return {
    environment: "local",
    kind: "local",
    headline: `local: the one-machine cloud, state in ${path.relative(process.cwd(), state.root) || "."}`,
    policyConfig,
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
  const policyConfig = readPolicyConfig(environment);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "platform-offline-"));
  makeShadow(repository, root, environment);
  return {
    environment,
    kind: "offline",
    headline: `${environment} offline (${why}): nothing is deployed and nothing is read from AWS; every resource is recorded`,
    policyConfig,
    projectDirectory: (step) => path.join(root, projectFolder(step)),
    async openSession() {
      const server = await startProviderServer({ handlers: {}, mode: "recorded" });
      return {
        variables: { ...common, ...temporaryBackend(root), PULUMI_DEBUG_PROVIDERS: server.debugProviders },
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

/**
 * The environment's AWS account, with state in the backend that `platform bootstrap` made, or in `$PULUMI_BACKEND_URL`.
 *
 * @throws {UsageError} when nothing says how the stacks' secrets are encrypted.
 */
export function awsTarget(file: EnvironmentFile): Target {
  const { environment, secretsProvider } = file;
  if (secretsProvider === undefined && !hasPassphrase()) {
    throw new UsageError(
      `${path.basename(file.path)} names no secrets provider. Make state backend and secrets provider of ${environment}: npx platform bootstrap ${environment}`,
    );
  }
  const policyConfig = readPolicyConfig(environment, path.dirname(file.path));
  const backend = process.env.PULUMI_BACKEND_URL ?? file.backendUrl;
  // Pulumi finds the environment file from the project: one that lies elsewhere needs the projects beside it.
  const view =
    path.dirname(file.path) === repository ? undefined : fs.mkdtempSync(path.join(os.tmpdir(), "platform-aws-"));
  if (view !== undefined) {
    makeView(repository, view, file.path);
  }
  return {
    environment,
    kind: "aws",
    headline: `${environment}: AWS account ${file.platform.accountId}, ${file.platform.region}, state in ${backend}`,
    policyConfig,
    secretsProvider,
    projectDirectory: (step) => path.join(view ?? repository, projectFolder(step)),
    openSession: () =>
      Promise.resolve({
        variables: { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_BACKEND_URL: backend },
        report: () => Promise.resolve(undefined),
        close: () => Promise.resolve(),
      }),
    close() {
      if (view !== undefined) {
        fs.rmSync(view, { recursive: true, force: true });
      }
      return Promise.resolve();
    },
  };
}

function hasPassphrase(): boolean {
  return ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"].some((name) => process.env[name] !== undefined);
}
