import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { passphraseBackend } from "../../cli/engine/passphrase-backend.ts";
import { policyPack } from "../../cli/repository.ts";
import { startProviderServer } from "../../local/provider/server.ts";
import { policyOutcome } from "../../policy/outcome.ts";

const program = path.join(import.meta.dirname, "refused");

// F25: a value that only the update knows. The preview cannot decide, so it says so; the update is refused halfway.
describe("a policy refusal in the middle of an update", function () {
  this.timeout(120_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "refusal-"));

  // The program is about one rule; of all the others configuration says that they are off.
  const rules = path.join(root, "rules.json");
  const policy = { policyPacks: [policyPack], policyPackConfigs: [rules] };

  before(() => {
    fs.writeFileSync(rules, JSON.stringify({ all: "disabled", "iam-no-service-wildcard": "mandatory" }));
  });

  after(() => {
    fs.rmSync(root, { recursive: true, force: true });
    fs.rmSync(path.join(program, "Pulumi.local.yaml"), { force: true });
  });

  async function withStack<T>(wrong: boolean, work: (stack: Stack, events: EngineEvent[]) => Promise<T>): Promise<T> {
    const server = await startProviderServer({ handlers: {}, mode: "recorded" });
    try {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "local", workDir: program },
        {
          envVars: {
            ...passphraseBackend(root),
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DEBUG_PROVIDERS: server.debugProviders,
            REFUSED_PROGRAM_WRONG: String(wrong),
          },
        },
      );
      return await work(stack, []);
    } finally {
      await server.close();
    }
  }

  it("is undecided at preview, and said", async () => {
    const outcome = await withStack(true, async (stack, events) => {
      await stack.preview({ ...policy, onEvent: (event) => events.push(event) });
      return policyOutcome(events);
    });
    assert.deepEqual(outcome.failed, []);
    assert.ok(
      outcome.undecided.some(({ rule }) => rule === "iam-no-service-wildcard"),
      JSON.stringify(outcome.undecided),
    );
  });

  it("names resource, rule and remedy, and leaves a state that lists what was made before", async () => {
    const { outcome, resources } = await withStack(true, async (stack, events) => {
      await assert.rejects(stack.up({ ...policy, onEvent: (event) => events.push(event) }));
      const { deployment } = (await stack.exportStack()) as {
        deployment: { resources: { urn: string }[]; pending_operations?: unknown[] };
      }; // Pulumi's deployment schema, version 3
      assert.deepEqual(deployment.pending_operations ?? [], []);
      return {
        outcome: policyOutcome(events),
        resources: deployment.resources.map(({ urn }) => urn.split("::").at(-1)),
      };
    });
    const [finding] = outcome.failed;
    assert.equal(finding?.rule, "iam-no-service-wildcard");
    assert.match(finding.urn ?? "", /::policy$/);
    assert.match(finding.message, /Remedy: /);
    assert.ok(resources.includes("key") && resources.includes("role"), resources.join());
    assert.ok(!resources.includes("policy"), resources.join());
  });

  it("converges when it is mended, and changes nothing after that", async () => {
    const changes = await withStack(false, async (stack) => {
      await stack.up(policy);
      return (await stack.preview(policy)).changeSummary;
    });
    assert.deepEqual(Object.keys(changes), ["same"]);
  });
});
