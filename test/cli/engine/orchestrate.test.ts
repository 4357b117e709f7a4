import assert from "node:assert/strict";
import { inOrder, type Outcome } from "../../../cli/engine/orchestrate.ts";
import { allSteps, type Step } from "../../../cli/steps.ts";

/** Runs all steps with `failing` ones failing, and keeps the order in which they started and ended. */
async function run(
  steps: readonly Step[],
  direction: "upstream first" | "readers first",
  failing: readonly Step[] = [],
): Promise<{ log: string[]; outcomes: readonly Outcome<boolean>[] }> {
  const log: string[] = [];
  const outcomes = await inOrder(
    steps,
    direction,
    async (step) => {
      log.push(`start ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      log.push(`end ${step}`);
      return !failing.includes(step);
    },
    (succeeded) => succeeded,
  );
  return { log, outcomes };
}

describe("inOrder", () => {
  it("starts a step after all it reads have ended", async () => {
    const { log } = await run(allSteps, "upstream first");
    assert.ok(log.indexOf("end foundation") < log.indexOf("start network"));
    assert.ok(log.indexOf("end network") < log.indexOf("start streaming"));
    assert.equal(log.at(-1), "end event-platform");
  });

  it("runs independent steps side by side", async () => {
    const { log } = await run(allSteps, "upstream first");
    assert.ok(log.indexOf("start lake") < log.indexOf("end network"));
  });

  it("runs readers first when it destroys", async () => {
    const { log } = await run(allSteps, "readers first");
    assert.equal(log[0], "start event-platform");
    assert.equal(log.at(-1), "end foundation");
    assert.ok(log.indexOf("end cluster") < log.indexOf("start network"));
  });

  it("keeps the order of steps whose link in between was not selected", async () => {
    const { log } = await run(["foundation", "streaming"], "upstream first");
    assert.deepEqual(log, ["start foundation", "end foundation", "start streaming", "end streaming"]);
  });

  it("blocks only the steps behind a failed one, and names it", async () => {
    const { outcomes } = await run(allSteps, "upstream first", ["network"]);
    const blocked = outcomes.filter((outcome) => "blockedBy" in outcome);
    assert.deepEqual(blocked, [
      { step: "cluster", blockedBy: ["network"] },
      { step: "cluster-services", blockedBy: ["network", "cluster"] },
      { step: "streaming", blockedBy: ["network"] },
      { step: "ingestion", blockedBy: ["network", "cluster", "cluster-services", "streaming"] },
      { step: "observability", blockedBy: ["network"] },
      {
        step: "event-platform",
        blockedBy: ["network", "cluster", "cluster-services", "streaming", "ingestion", "observability"],
      },
    ]);
  });
});
