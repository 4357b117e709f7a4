import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { startProviderServer, type ProviderServer } from "../../../local/provider/server.ts";

const program = path.join(import.meta.dirname, "program");

describe("The provider under the real engine", function () {
  // The engine starts several times, at a few seconds each.
  this.timeout(180_000);
  let backend: string;
  let server: ProviderServer;
  let stack: Stack;

  before(async () => {
    backend = fs.mkdtempSync(path.join(os.tmpdir(), "provider-engine-"));
    server = await startProviderServer({ handlers: {}, mode: "local" });
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "provider", workDir: program },
      {
        envVars: {
          PULUMI_BACKEND_URL: `file://${backend}`,
          PULUMI_CONFIG_PASSPHRASE: "provider",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
          PULUMI_DEBUG_PROVIDERS: server.debugProviders,
        },
      },
    );
    await stack.setConfig("aws:region", { value: "us-east-1" });
  });

  after(async () => {
    await server.close();
    fs.rmSync(backend, { recursive: true, force: true });
    // The configuration and secrets salt of a stack whose backend is gone.
    fs.rmSync(path.join(program, "Pulumi.provider.yaml"), { force: true });
  });

  it("previews a whole program before anything exists, components included", async () => {
    const { changeSummary } = await stack.preview({ color: "never" });
    // The stack, an explicit provider, four resources, and the component with the VPC, subnet, table and association.
    assert.ok((changeSummary.create ?? 0) >= 11, JSON.stringify(changeSummary));
  });

  it("brings it up with each provider's region, keeping secrets", async () => {
    const { outputs } = await stack.up({ color: "never" });
    assert.match(JSON.stringify(outputs.keys?.value), /"arn:aws:kms:us-east-1:.*"arn:aws:kms:us-west-2:/);
    assert.match(String(outputs.bucketArn?.value), /^arn:aws:s3:::raw-[0-9a-f]{7}$/);
    assert.deepEqual(outputs.description, { value: "hidden", secret: true });
    assert.match(JSON.stringify(outputs.subnets?.value), /^\["subnet-[0-9a-f]{17}"\]$/);
  });

  it("has no changes and no drift the second time", async () => {
    await stack.up({ color: "never", expectNoChanges: true });
    await stack.refresh({ color: "never", expectNoChanges: true });
  });

  it("takes everything down again", async () => {
    await stack.destroy({ color: "never" });
    const state = await stack.exportStack();
    const { resources = [] } = state.deployment as { resources?: unknown[] }; // the form of every exported deployment
    assert.deepEqual(resources, []);
  });
});
