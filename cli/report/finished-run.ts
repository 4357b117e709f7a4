import { type Operation, type OperationResult } from "../engine/operation.ts";
import { type Outcome } from "../engine/orchestrate.ts";
import { type Target } from "../engine/target.ts";
import { policyConfigName } from "../policy/config.ts";
import { type JudgedExemption, judgeExemptions, mustGo } from "../policy/exemptions.ts";
import { type Step } from "../steps.ts";
import { describeExemptions, whyItFails } from "./exemptions.ts";
import {
  allSucceeded,
  describeChanges,
  describeCharts,
  describeErrors,
  describePolicies,
  describeSteps,
  describeTypes,
  hasChanges,
  resultsOf,
} from "./run-report.ts";

/** A command over phases that has come to its end. */
export interface FinishedRun {
  readonly command: Operation;
  readonly environment: string;
  readonly outcomes: readonly Outcome<OperationResult>[];
  /** Every exemption of the environment; none where the command judges nothing. */
  readonly exemptions: readonly JudgedExemption[];
}

/** Brings the outcomes of a command together with what they say about the environment's exemptions. */
export function finishedRun(
  command: Operation,
  { environment, kind, policyConfig }: Pick<Target, "environment" | "kind" | "policyConfig">,
  outcomes: readonly Outcome<OperationResult>[],
): FinishedRun {
  const judges = command === "preview" || command === "up";
  const phases = resultsOf(outcomes).map(({ step, succeeded, policy, afterUp }) => ({
    step,
    whole: succeeded,
    exempted: [...policy.exempted, ...(afterUp?.exempted ?? [])],
  }));
  const today = new Date().toISOString().slice(0, 10);
  const exemptions = judges ? judgeExemptions(policyConfig, { planned: kind === "offline", phases, today }) : [];
  return { command, environment, outcomes, exemptions };
}

/** Whether every phase ran and succeeded, and every exemption has its use. */
export function runSucceeded({ outcomes, exemptions }: FinishedRun): boolean {
  return allSucceeded(outcomes) && !exemptions.some(mustGo);
}

/** 0 done and nothing pending, 1 failed, 2 changes pending. */
export function exitCode(run: FinishedRun): 0 | 1 | 2 {
  if (!runSucceeded(run)) {
    return 1;
  }
  return (run.command === "preview" || run.command === "refresh") && hasChanges(run.outcomes) ? 2 : 0;
}

/** The report a person reads: what changed, what the policies say, what was real, what went wrong. */
export function describeRun({ command, environment, outcomes, exemptions }: FinishedRun): readonly string[] {
  const results = resultsOf(outcomes);
  const file = policyConfigName(environment);
  const errors = [...describeErrors(outcomes), ...exemptions.filter(mustGo).map((one) => whyItFails(one, file))];
  return [
    ...(command === "preview" || command === "refresh" ? [...describeChanges(results), ""] : []),
    ...describeSteps(outcomes),
    "",
    ...(command === "refresh" || command === "destroy" ? [] : describePolicies(results)),
    ...describeExemptions(exemptions),
    ...describeTypes(results),
    ...describeCharts(results),
    ...(errors.length > 0 ? ["", "Failed:", ...errors] : []),
  ];
}

/** The run as JSON: stable field names, no secrets (the engine hides them in its events). */
export function asJson(run: FinishedRun): unknown {
  const { command, environment, outcomes, exemptions } = run;
  return {
    command,
    environment,
    succeeded: runSucceeded(run),
    changesPending: hasChanges(outcomes),
    phases: outcomes.map((outcome) =>
      "blockedBy" in outcome
        ? { phase: outcome.step satisfies Step, blockedBy: outcome.blockedBy }
        : {
            phase: outcome.step,
            succeeded: outcome.result.succeeded,
            seconds: outcome.result.seconds,
            resources: outcome.result.resources,
            changes: outcome.result.changes,
            outputsChanged: outcome.result.outputsChanged,
            policy: outcome.result.policy,
            policyAfterUp: outcome.result.afterUp,
            unvalidatedCharts: outcome.result.types === undefined ? [] : outcome.result.charts,
            errors: outcome.result.errors,
            types: outcome.result.types,
          },
    ),
    exemptions,
  };
}
