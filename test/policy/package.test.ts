import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type EngineEvent, LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { startProviderServer } from "../../local/provider/server.ts";
import { type PolicyFinding, policyOutcome, type PolicyOutcome } from "../../policy/outcome.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const installed = "node_modules/@event-platform/policy";

/** A project of somebody else, in plain JavaScript, with a key that breaks a rule. */
const files = {
  "package.json": '{ "name": "theirs", "private": true }',
  "Pulumi.yaml": "name: theirs\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
new pulumi.CustomResource("aws:kms/key:Key", "wrong", { enableKeyRotation: false });
`,
  "policy.json": '{ "kms-key-rotation": "advisory" }',
};

describe("The package of the policy packs", function () {
  this.timeout(180_000);
  let project = "";

  before(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "policy-package-"));
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(project, name), content);
    install();
  });

  after(() => {
    fs.rmSync(project, { recursive: true });
  });

  /** Packs it and puts it where npm would, with its dependencies from here: a test asks no registry. */
  function install(): void {
    execFileSync("npm", ["pack", "--ignore-scripts=false", "--offline", "--pack-destination", project], {
      cwd: path.join(repository, "policy"),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [archive = ""] = fs.globSync("*.tgz", { cwd: project });
    fs.mkdirSync(path.join(project, installed), { recursive: true });
    execFileSync("tar", ["xzf", archive, "--strip-components=1", "-C", installed], { cwd: project });
    for (const scope of ["@pulumi", "@cloud-copilot"]) {
      fs.symlinkSync(path.join(repository, "node_modules", scope), path.join(project, "node_modules", scope));
    }
  }

  async function preview(pack: string, config?: string): Promise<PolicyOutcome> {
    const server = await startProviderServer({ handlers: {}, mode: "recorded" });
    const events: EngineEvent[] = [];
    try {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "dev", workDir: project },
        {
          envVars: {
            PULUMI_BACKEND_URL: `file://${project}`,
            PULUMI_CONFIG_PASSPHRASE: "policy",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DEBUG_PROVIDERS: server.debugProviders,
          },
        },
      );
      const policyPackConfigs = config === undefined ? [] : [path.join(project, config)];
      const policyPacks = [path.join(project, installed, pack)];
      await stack
        .preview({ policyPacks, policyPackConfigs, onEvent: (event) => events.push(event) })
        .catch((error: unknown) => {
          // A mandatory finding fails the preview, and is looked at below.
          if (policyOutcome(events).failed.length === 0) throw error;
        });
      return policyOutcome(events);
    } finally {
      await server.close();
    }
  }

  it("holds what was compiled, an executable for all themes and one for each, and no source", () => {
    const packed = fs.globSync("**/*", { cwd: path.join(project, installed) });
    assert.deepEqual(
      packed.filter((file) => file.endsWith(".ts")),
      [],
    );
    for (const file of ["run", "packs/encryption/run", "dist/pack.js", "main.cjs", "README.md"]) {
      assert.ok(packed.includes(file), file);
    }
    assert.equal(fs.existsSync(path.join(repository, "policy/dist")), false, "packing leaves nothing behind");
  });

  it("judges another project with one line", async () => {
    const { failed } = await preview("run");
    assert.ok(failed.some(isRotation), JSON.stringify(failed));
  });

  it("judges it by the levels of its own configuration", async () => {
    const { failed, advisory } = await preview("run", "policy.json");
    assert.ok(!failed.some(isRotation), JSON.stringify(failed));
    assert.ok(advisory.some(isRotation), JSON.stringify(advisory));
  });

  it("judges it by one theme", async () => {
    const { failed, advisory } = await preview("packs/transport/run");
    assert.deepEqual([failed, advisory], [[], []]);
  });
});

function isRotation({ rule }: PolicyFinding): boolean {
  return rule === "kms-key-rotation";
}
