import assert from "node:assert/strict";
import { kmsKeyRotation } from "../../policy/encryption/kms-key-rotation.ts";
import { message } from "../../policy/message.ts";
import { policyOutcome, type PolicyEngineEvent } from "../../policy/outcome.ts";

const key = "urn:pulumi:dev::foundation::aws:kms/key:Key::lake";

function violation(text: string, enforcementLevel: string, resourceUrn = key): PolicyEngineEvent {
  const policyName = "kms-key-rotation";
  return {
    policyEvent: { resourceUrn, message: text, policyName, policyPackName: "event-platform", enforcementLevel },
  };
}

function judged(resourceUrn: string, ...passed: readonly string[]): PolicyEngineEvent {
  return { policyAnalyzeSummaryEvent: { resourceUrn, policyPackName: "event-platform", passed } };
}

const finding = { path: "enableKeyRotation", found: "false", wanted: "true" };
const fails = message(kmsKeyRotation, { outcome: "fail", ...finding });

describe("The policy outcome of a run", () => {
  it("is empty, and says that nothing was judged, when no pack spoke", () => {
    assert.deepEqual(policyOutcome([{}, {}]), {
      passed: 0,
      failed: [],
      undecided: [],
      advisory: [],
      exempted: [],
      evaluated: false,
    });
  });

  it("counts what passed, of resources and of the stack, each resource once", () => {
    const outcome = policyOutcome([
      judged(key, "a", "b"),
      judged(key, "a"),
      judged(`${key}-2`, "a"),
      { policyAnalyzeStackSummaryEvent: { policyPackName: "event-platform", passed: ["c"] } },
    ]);
    assert.equal(outcome.passed, 3);
    assert.equal(outcome.evaluated, true);
  });

  it("sorts findings by what they are and not by their level alone", () => {
    const exemption = { urn: "*", reason: "a long reason", owner: "us", expires: "2030-01-01" };
    const outcome = policyOutcome([
      violation(fails, "mandatory"),
      violation(fails, "advisory", `${key}-2`),
      violation(message(kmsKeyRotation, { outcome: "undecided", ...finding }), "advisory", `${key}-3`),
      violation(message(kmsKeyRotation, { outcome: "undecided", ...finding }), "mandatory", `${key}-4`),
      violation(message(kmsKeyRotation, { outcome: "fail", ...finding }, exemption), "advisory", `${key}-5`),
    ]);
    assert.deepEqual(
      [outcome.failed, outcome.advisory, outcome.undecided, outcome.exempted].map((all) => all.map(({ urn }) => urn)),
      [[key], [`${key}-2`], [`${key}-3`, `${key}-4`], [`${key}-5`]],
    );
  });

  it("takes the engine's colour marks off and finds the path", () => {
    const [first] = policyOutcome([violation(`<{%fg 13%}>${fails}<{%reset%}>\n`, "mandatory")]).failed;
    assert.deepEqual(first, { rule: "kms-key-rotation", urn: key, path: "enableKeyRotation", message: fails });
  });

  it("reports a finding once, however often the engine repeats it", () => {
    assert.equal(policyOutcome([violation(fails, "mandatory"), violation(fails, "mandatory")]).failed.length, 1);
  });

  it("keeps what another pack says", () => {
    const { failed } = policyOutcome([violation("Buckets should be blue.", "mandatory")]);
    assert.deepEqual([failed[0]?.message, failed[0]?.path], ["Buckets should be blue.", undefined]);
  });
});
