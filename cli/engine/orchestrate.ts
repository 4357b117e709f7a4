import * as os from "node:os";
import pLimit from "p-limit";
import { prerequisitesOf, type Step } from "../steps.ts";

export type Direction = "upstream first" | "readers first";

/** What became of a step: its result, or the steps it could not go on without. */
export type Outcome<R> =
  { readonly step: Step; readonly result: R } | { readonly step: Step; readonly blockedBy: readonly Step[] };

/**
 * Runs `work` for every step in the order of the phases, independent steps side by side.
 *
 * A step whose result is not a success blocks the steps behind it; the others go on, so that a second run has less to do.
 */
export async function inOrder<R>(
  steps: readonly Step[],
  direction: Direction,
  work: (step: Step) => Promise<R>,
  succeeded: (result: R) => boolean,
): Promise<readonly Outcome<R>[]> {
  const limit = pLimit(Math.max(2, os.availableParallelism()));
  const running = new Map<Step, Promise<Outcome<R>>>();
  const run = (step: Step): Promise<Outcome<R>> => {
    const known = running.get(step);
    if (known !== undefined) {
      return known;
    }
    const waited = Promise.all(before(step, steps, direction).map(run)).then(async (outcomes): Promise<Outcome<R>> => {
      const blockedBy = outcomes
        .filter((outcome) => !("result" in outcome && succeeded(outcome.result)))
        .map((outcome) => outcome.step);
      return blockedBy.length > 0 ? { step, blockedBy } : { step, result: await limit(() => work(step)) };
    });
    running.set(step, waited);
    return waited;
  };
  return Promise.all(steps.map(run));
}

function before(step: Step, steps: readonly Step[], direction: Direction): readonly Step[] {
  return direction === "upstream first"
    ? steps.filter((other) => isUpstream(other, step))
    : steps.filter((other) => isUpstream(step, other));
}

/** Direct or indirect: a step that was not selected in between must not break the order. */
function isUpstream(upstream: Step, step: Step): boolean {
  return prerequisitesOf(step).some((need) => need === upstream || isUpstream(upstream, need));
}
