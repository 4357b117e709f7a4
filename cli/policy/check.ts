import pLimit from "p-limit";
import { type PolicyOutcome } from "../../policy/outcome.ts";
import { judgeState } from "../engine/judge-state.ts";
import { previewAll, type RunContext } from "../engine/runs.ts";
import { type Target } from "../engine/target.ts";
import { type Step } from "../steps.ts";
import { type JudgedExemption, judgeExemptions, mustGo } from "./exemptions.ts";

/** What policy says of the phases of an environment. */
export interface PolicyCheck {
  readonly environment: string;
  /** `state`: what is deployed. `plan`: what a preview would make of it. */
  readonly of: "state" | "plan";
  readonly phases: readonly CheckedPhase[];
  readonly exemptions: readonly JudgedExemption[];
}

export interface CheckedPhase {
  readonly step: Step;
  /** Absent where nothing is deployed, or the phase could not be previewed. */
  readonly policy?: PolicyOutcome;
  /** Why it could not be judged. */
  readonly errors: readonly string[];
}

/** Judges the state of every deployed phase. */
export async function checkState(target: Target, steps: readonly Step[]): Promise<PolicyCheck> {
  const limit = pLimit(2);
  const phases = await Promise.all(
    steps.map((step) => limit(async () => ({ step, policy: await judgeState(target, step), errors: [] }))),
  );
  return finished(target, "state", phases);
}

/** Judges what previews say that the phases would be. */
export async function checkPlan(context: RunContext): Promise<PolicyCheck> {
  const outcomes = await previewAll(context);
  const phases = outcomes.map((outcome): CheckedPhase => {
    if ("blockedBy" in outcome) {
      return { step: outcome.step, errors: [`not previewed: waits for ${outcome.blockedBy.join(", ")}`] };
    }
    const { step, succeeded, policy, errors } = outcome.result;
    const refused = succeeded || policy.failed.length > 0;
    return { step, policy, errors: refused ? [] : errors.map(({ message }) => message) };
  });
  return finished(context.target, "plan", phases);
}

/** Whether every phase could be judged, nothing mandatory is broken, and every exemption has its use. */
export function checkSucceeded({ phases, exemptions }: PolicyCheck): boolean {
  const broken = phases.some(({ policy, errors }) => errors.length > 0 || (policy?.failed.length ?? 0) > 0);
  return !broken && !exemptions.some(mustGo);
}

function finished(target: Target, of: PolicyCheck["of"], phases: readonly CheckedPhase[]): PolicyCheck {
  const exemptions = judgeExemptions(target.policyConfig, {
    planned: target.kind === "offline",
    phases: phases.map(({ step, policy, errors }) => ({
      step,
      whole: policy !== undefined && errors.length === 0 && policy.failed.length === 0,
      exempted: policy?.exempted ?? [],
    })),
    today: new Date().toISOString().slice(0, 10),
  });
  return { environment: target.environment, of, phases, exemptions };
}
