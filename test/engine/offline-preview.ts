import assert from "node:assert/strict";
import { allSteps } from "../../cli/steps.ts";
import type { Platform } from "./platform.ts";

/** Previews an environment that was never deployed, without credentials; fails where a rule does, or cannot decide. */
export async function previewsAllPhases(platform: Platform, environment: string): Promise<void> {
  const report = await platform.report("preview", environment, "--offline");
  assert.deepEqual(
    report.phases.flatMap(({ errors }) => errors),
    [],
  );
  assert.equal(report.code, 2);
  assert.deepEqual(
    report.phases.map(({ phase }) => phase),
    allSteps,
  );
  for (const { phase, policy } of report.phases) {
    assert.deepEqual(policy.failed, [], phase);
    assert.deepEqual(policy.undecided, [], phase);
    assert.ok(phase === "event-platform" || policy.passed > 0, `${phase}: no policy judged anything`);
  }
}
