import { isPhase, withUpstream } from "../contracts/stacks/index.ts";
import { type Progress } from "./report/progress.ts";
import { allSteps, type Step } from "./steps.ts";

/** Offline nothing is deployed, so a phase can only be previewed together with the phases it reads. */
export function withPlannedUpstream(selected: readonly Step[], progress: Progress): readonly Step[] {
  const needed = new Set<Step>([...selected, ...withUpstream(selected.filter((step) => isPhase(step)))]);
  const steps = allSteps.filter((step) => needed.has(step));
  const added = steps.filter((step) => !selected.includes(step));
  if (added.length > 0) {
    progress.say(`Also previewing ${added.join(", ")}, which the selected phases read.`);
  }
  return steps;
}
