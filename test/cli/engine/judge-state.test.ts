import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { judgeAfterUp, withAfterUp } from "../../../cli/engine/after-up.ts";
import { judgeState, stateOutcome } from "../../../cli/engine/judge-state.ts";
import { type OperationResult, withStack } from "../../../cli/engine/operation.ts";
import { passphraseBackend } from "../../../cli/engine/passphrase-backend.ts";
import { type Target } from "../../../cli/engine/target.ts";
import { type PolicyConfig } from "../../../cli/policy/config.ts";
import { tagged } from "../../policy/tagging/tagged.ts";

const stack = "urn:pulumi:dev::lake::pulumi:pulumi:Stack::lake-dev";
const bucket = "urn:pulumi:dev::lake::platform:storage:SecureBucket$aws:s3/bucket:Bucket::data";
const key = "urn:pulumi:dev::lake::aws:kms/key:Key::data";
const update: OperationResult = {
  step: "lake",
  operation: "up",
  succeeded: true,
  seconds: 1,
  resources: 1,
  changes: [],
  outputs: {},
  outputsChanged: false,
  policy: { passed: 0, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true },
  charts: [],
  errors: [],
};

describe("stateOutcome", () => {
  const violation = {
    policyEvent: {
      resourceUrn: key,
      message: "Keys should be blue.",
      policyName: "kms-key-rotation",
      policyPackName: "event-platform",
      enforcementLevel: "mandatory",
    },
  };

  it("counts what passed, which an analysis does not say: each resource a rule applies to, the stack once", () => {
    const all = stateOutcome([], [stack, bucket, key], { rules: {} });
    const without = stateOutcome([], [stack, bucket], { rules: {} });
    assert.ok(without.passed > 0);
    assert.ok(all.passed > without.passed);
    assert.equal(stateOutcome([violation], [stack, bucket, key], { rules: {} }).passed, all.passed - 1);
  });

  it("leaves out rules that configuration disables", () => {
    const all = stateOutcome([], [key], { rules: {} }).passed;
    const rules = { "kms-key-rotation": { enforcementLevel: "disabled" } } as const;
    assert.equal(stateOutcome([], [key], { rules }).passed, all - 1);
  });
});

describe("judgeState", function () {
  this.timeout(120_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "judge-state-"));

  before(async () => {
    fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: lake\nruntime: nodejs\n");
    await withStack(target(), "lake", (made) =>
      made.importStack({ version: 3, deployment: deployment({ enableKeyRotation: false }) }),
    );
  });

  after(() => {
    fs.rmSync(root, { recursive: true });
  });

  /** A stack in a backend of its own, which nothing deploys. */
  function target(policyConfig: PolicyConfig = { rules: {} }, project = root): Target {
    return {
      environment: "dev",
      kind: "aws",
      headline: "",
      policyConfig,
      projectDirectory: () => project,
      openSession: () =>
        Promise.resolve({
          variables: { PULUMI_SKIP_UPDATE_CHECK: "true", ...passphraseBackend(root) },
          report: () => Promise.resolve(undefined),
          close: () => Promise.resolve(),
        }),
      close: () => Promise.resolve(),
    };
  }

  it("finds in a state what breaks a rule, and fails the update that left it, with the way to go on", async () => {
    const afterUp = await judgeAfterUp(target(), "lake");
    const result = withAfterUp(update, afterUp, "dev");
    assert.deepEqual(
      result.afterUp?.failed.map(({ rule, urn, path: place }) => [rule, urn, place]),
      [["kms-key-rotation", key, "enableKeyRotation"]],
    );
    assert.equal(result.succeeded, false);
    assert.match(
      result.errors[0]?.message ?? "",
      /breaks 1 mandatory policy; see "after up" above\. .* then run: npx platform up dev lake$/,
    );
  });

  it("judges by the environment's configuration", async () => {
    const file = path.join(root, "policy.json");
    fs.writeFileSync(file, JSON.stringify({ "kms-key-rotation": "advisory" }));
    const rules = { "kms-key-rotation": { enforcementLevel: "advisory" } } as const;
    const outcome = await judgeState(target({ file, rules }), "lake");
    assert.deepEqual([outcome?.failed.length, outcome?.advisory.length], [0, 1]);
    assert.equal(withAfterUp(update, { policy: outcome ?? update.policy }, "dev").succeeded, true);
  });

  it("is a failure of its own where it cannot judge", async () => {
    const file = path.join(root, "broken.json");
    fs.writeFileSync(file, JSON.stringify({ "kms-key-rotation": { enforcementLevel: "strict" } }));
    const afterUp = await judgeAfterUp(target({ file, rules: {} }), "lake");
    const [error] = withAfterUp(update, afterUp, "dev").errors;
    assert.match(error?.message ?? "", /^lake was updated, but its state could not be judged: .*Run again:/s);
  });

  it("has nothing to say where nothing is deployed", async () => {
    const empty = path.join(root, "empty");
    fs.mkdirSync(empty);
    fs.writeFileSync(path.join(empty, "Pulumi.yaml"), "name: network\nruntime: nodejs\n");
    assert.equal(await judgeState(target({ rules: {} }, empty), "network"), undefined);
  });
});

/** A state with one key, in Pulumi's deployment schema; but for what is said of it, it breaks no rule. */
function deployment(said: object): object {
  const owner = { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "kms:*", Resource: "*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: owner });
  const props = { deletionWindowInDays: 30, policy, tags: tagged, ...said };
  return {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
    resources: [
      { urn: stack, type: "pulumi:pulumi:Stack", custom: false },
      { urn: key, type: "aws:kms/key:Key", custom: false, parent: stack, protect: true, inputs: props, outputs: props },
    ],
  };
}
