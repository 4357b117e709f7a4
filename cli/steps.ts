import { frontPageProject, isPhase, needsOf, type Phase, phaseNames } from "../contracts/stacks/index.ts";

/** What one engine run works on: a phase, or the front page that reads them all. */
export type Step = Phase | typeof frontPageProject;

export const allSteps: readonly Step[] = [...phaseNames, frontPageProject];

/** Steps that must be done before `step`. */
export function prerequisitesOf(step: Step): readonly Phase[] {
  return step === frontPageProject ? phaseNames : needsOf(step);
}

/** Folder of the step's Pulumi project, relative to the repository. */
export function projectFolder(step: Step): string {
  return step === frontPageProject ? "." : `stacks/${step}`;
}

/**
 * Reads the phases named on a command line.
 *
 * @throws {UsageError} naming what was got and what there is.
 */
export function parseSteps(names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !isStep(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no phase ${unknown.map((name) => `"${name}"`).join(", ")}; phases: ${allSteps.join(", ")}.`,
    );
  }
  return names.length === 0 ? allSteps : allSteps.filter((step) => names.includes(step));
}

function isStep(name: string): name is Step {
  return name === frontPageProject || isPhase(name);
}

/** A mistake in how `platform` was called or configured: shown without a stack, exit 1. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
