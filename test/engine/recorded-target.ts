import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { runOperation } from "../../cli/engine/operation.ts";
import { inOrder } from "../../cli/engine/orchestrate.ts";
import { temporaryBackend } from "../../cli/engine/passphrase-backend.ts";
import { readPolicyConfig } from "../../cli/policy/config.ts";
import { makeView } from "../../cli/engine/shadow.ts";
import { type Target } from "../../cli/engine/target.ts";
import { repository } from "../../cli/repository.ts";
import { type Phase } from "../../contracts/stacks/index.ts";
import { projectFolder } from "../../cli/steps.ts";
import { startProviderServer } from "../../local/provider/server.ts";

/**
 * An environment that can be deployed with every resource recorded, which the CLI offers for previews only. State lies in
 * a temporary folder that goes when the target is closed; the environment file is used where it lies.
 */
export function recordedTarget(environment: string, environmentFile: string): Target {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "recorded-"));
  makeView(repository, root, environmentFile);
  return {
    environment,
    kind: "offline",
    headline: `${environment}, recorded`,
    policyConfig: readPolicyConfig(environment),
    projectDirectory: (step) => path.join(root, projectFolder(step)),
    async openSession() {
      const server = await startProviderServer({ handlers: {}, mode: "recorded" });
      return {
        variables: {
          PULUMI_SKIP_UPDATE_CHECK: "true",
          ...temporaryBackend(root),
          PULUMI_DEBUG_PROVIDERS: server.debugProviders,
        },
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

/** Brings phases up, upstream first; fails on the first that does not come up. */
export async function bringUp(target: Target, phases: readonly Phase[]): Promise<void> {
  const outcomes = await inOrder(
    phases,
    "upstream first",
    (step) => runOperation(target, step, "up"),
    ({ succeeded }) => succeeded,
  );
  for (const outcome of outcomes) {
    assert.ok("result" in outcome, `${outcome.step} did not run`);
    assert.deepEqual(outcome.result.errors, [], outcome.step);
  }
}
