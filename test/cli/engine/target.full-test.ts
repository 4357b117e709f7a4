import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { bootstrapEnvironment } from "../../../cli/bootstrap/bootstrap.ts";
import { type OperationResult, runOperation, withStack } from "../../../cli/engine/operation.ts";
import { awsTarget, type Target } from "../../../cli/engine/target.ts";
import { type EnvironmentFile, readEnvironmentFile } from "../../../cli/environment-file.ts";
import { progressTo } from "../../../cli/report/progress.ts";
import { repository } from "../../../cli/repository.ts";
import { type Step } from "../../../cli/steps.ts";
import { usePulumi } from "../../../cli/tools.ts";
import { startProviderServer } from "../../../local/provider/server.ts";
import { account, clientOptions, toolVariables } from "../../support/handlers.ts";

/** The target as it is, with backend and KMS on the emulator and every resource recorded. */
async function onEmulator(target: Target): Promise<Target> {
  const variables = await toolVariables();
  return {
    ...target,
    async openSession() {
      const session = await target.openSession();
      const server = await startProviderServer({ handlers: {}, mode: "recorded" });
      return {
        variables: { ...session.variables, ...variables, PULUMI_DEBUG_PROVIDERS: server.debugProviders },
        report: () => session.report(),
        close: () => server.close(),
      };
    },
  };
}

function assertDone(result: OperationResult): void {
  assert.deepEqual(result.errors, []);
  assert.ok(result.succeeded);
}

describe("awsTarget on a bootstrapped account", function () {
  this.timeout(180_000);
  let folder: string;
  let file: EnvironmentFile;
  let bootstrapped: string;
  let target: Target;
  let s3: S3Client;
  // A developer's own settings; the target would follow them.
  const own = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"].map(
    (name) => [name, process.env[name]] as const,
  );

  const up = async (step: Step): Promise<void> => {
    assertDone(await runOperation(target, step, "up"));
  };

  before(async () => {
    for (const [name] of own) {
      Reflect.deleteProperty(process.env, name);
    }
    await usePulumi(progressTo(process.stderr));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "aws-target-"));
    const source = fs.readFileSync(path.join(repository, "Pulumi.test.yaml"), "utf8");
    const config = path.join(folder, "Pulumi.test.yaml");
    fs.writeFileSync(config, source.replace(/accountId: "\d+"/, `accountId: "${account}"`));
    const { endpoint, credentials } = await clientOptions();
    for await (const line of bootstrapEnvironment(readEnvironmentFile("test", folder), { endpoint, credentials })) {
      assert.ok(line);
    }
    bootstrapped = fs.readFileSync(config, "utf8");
    file = readEnvironmentFile("test", folder);
    target = await onEmulator(awsTarget(file));
    s3 = new S3Client({ endpoint, credentials, region: file.platform.region });
  });

  after(async () => {
    Object.assign(process.env, Object.fromEntries(own.filter(([, value]) => value !== undefined)));
    await target.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("deploys phases side by side into the state bucket, with the KMS key as their secrets provider", async () => {
    await up("foundation");
    await Promise.all([up("network"), up("lake")]);
    const { Contents: objects } = await s3.send(new ListObjectsV2Command({ Bucket: file.stateBucket }));
    const keys = (objects ?? []).map(({ Key: key }) => key);
    for (const phase of ["foundation", "network", "lake"] as const) {
      assert.ok(keys.includes(`.pulumi/stacks/${phase}/test.json`), `${phase} is not among ${keys.join(", ")}`);
      const exported = await withStack(target, phase, (stack) => stack.exportStack());
      const { secrets_providers: provider } = exported.deployment as {
        secrets_providers: { type: string; state: unknown };
      }; // Pulumi's deployment schema, version 3
      assert.equal(provider.type, "cloud");
      assert.deepEqual(provider.state, {
        url: file.secretsProvider,
        encryptedkey: /^encryptedkey: (.+)$/m.exec(bootstrapped)?.[1],
      });
    }
  });

  it("leaves the environment file as bootstrap wrote it", () => {
    assert.equal(fs.readFileSync(file.path, "utf8"), bootstrapped);
  });

  it("finds nothing to change the second time", async () => {
    const again = await runOperation(target, "foundation", "preview");
    assertDone(again);
    assert.deepEqual(again.changes, []);
  });
});
