import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalWorkspace, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { startProviderServer } from "../../local/provider/server.ts";
import { policyOutcome } from "../../policy/outcome.ts";

const pack = path.resolve(import.meta.dirname, "../../policy/run");

/** Rules that the program is about; of all the others configuration says that they are off. */
const judging = [
  "kms-key-rotation",
  "kms-key-policy-not-public",
  "s3-sse-kms-cmk",
  "s3-bucket-has-sse",
  "s3-bucket-has-policy",
  "s3-deny-insecure-transport",
];

interface Preview {
  readonly events: readonly EngineEvent[];
  /** What the CLI wrote when it failed. */
  readonly failure?: string;
}

describe("The policy pack in a real preview", () => {
  let backend = "";
  let configuration = "";

  before(() => {
    backend = fs.mkdtempSync(path.join(os.tmpdir(), "policy-preview-"));
    configuration = path.join(backend, "configuration.json");
    const levels = Object.fromEntries(judging.map((rule) => [rule, "mandatory"]));
    fs.writeFileSync(configuration, JSON.stringify({ all: "disabled", ...levels }));
  });

  after(() => {
    fs.rmSync(backend, { recursive: true, force: true });
  });

  async function preview(variables: Record<string, string> = {}): Promise<Preview> {
    const server = await startProviderServer({ handlers: {}, mode: "recorded" });
    const events: EngineEvent[] = [];
    try {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "policy", workDir: path.join(import.meta.dirname, "program") },
        {
          envVars: {
            PULUMI_BACKEND_URL: `file://${backend}`,
            PULUMI_CONFIG_PASSPHRASE: "policy",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DEBUG_PROVIDERS: server.debugProviders,
            ...variables,
          },
        },
      );
      await stack.preview({
        policyPacks: [pack],
        policyPackConfigs: [configuration],
        onEvent: (event) => events.push(event),
        color: "never",
      });
      return { events };
    } catch (error) {
      return { events, failure: String(error) };
    } finally {
      await server.close();
      // The stack's secrets salt, which belongs to the backend that is thrown away.
      fs.rmSync(path.join(import.meta.dirname, "program/Pulumi.policy.yaml"), { force: true });
    }
  }

  it("passes what is right, follows links to what has no name yet, and says what it cannot decide", async () => {
    const { events, failure } = await preview();
    assert.equal(failure, undefined);
    const outcome = policyOutcome(events);
    assert.deepEqual(outcome.failed, []);
    assert.deepEqual(outcome.advisory, []);
    assert.deepEqual(
      outcome.undecided.map(({ rule, urn, path: place }) => `${rule} ${urn?.split("::").at(-1) ?? ""} ${place ?? ""}`),
      ["s3-deny-insecure-transport data-policy policy"],
    );
    // Key rotation and key policy; the bucket's encryption, links to encryption and policy, and no document of its own.
    assert.equal(outcome.passed, 6);
  }).timeout(60_000);

  it("fails on a mandatory rule, naming resource, property, rule and remedy", async () => {
    const { events, failure } = await preview({ POLICY_PROGRAM_WRONG: "true" });
    assert.ok(failure !== undefined, "the preview passed");
    for (const part of [
      "[mandatory]",
      "kms-key-rotation",
      "(aws:kms:Key: wrong)",
      "enableKeyRotation is false; must be true.",
      "Rule: A KMS key that encrypts data rotates at least once a year.",
      "Remedy: Set enableKeyRotation: true",
    ]) {
      assert.ok(failure.includes(part), `no "${part}" in:\n${failure}`);
    }
    const [finding, ...more] = policyOutcome(events).failed;
    assert.deepEqual(more, []);
    assert.equal(finding?.rule, "kms-key-rotation");
    assert.equal(finding.path, "enableKeyRotation");
    assert.match(finding.urn ?? "", /aws:kms\/key:Key::wrong$/);
  }).timeout(60_000);
});
