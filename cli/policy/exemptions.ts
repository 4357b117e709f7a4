import { type Exemption } from "../../policy/exemption.ts";
import { type PolicyFinding } from "../../policy/outcome.ts";
import { matchesPattern } from "../../policy/pattern.ts";
import { allSteps, type Step } from "../steps.ts";
import { type PolicyConfig } from "./config.ts";

/** An exemption with the rule that it lets be broken. */
export interface RuleExemption extends Exemption {
  readonly rule: string;
}

/** What a run says about an exemption. */
export interface JudgedExemption extends RuleExemption {
  /**
   * `not judged`: a phase that it is about did not run to its end, or it lists what only a first deployment cannot decide
   * and something is deployed.
   */
  readonly use: "used" | "unused" | "expired" | "not judged";
  /** How many findings of the run it covers. */
  readonly findings: number;
}

/** A run over phases, as exemptions are judged by it. */
export interface ExemptionRun {
  /** Whether nothing was deployed before, so that every value that can be unknown is. */
  readonly planned: boolean;
  readonly phases: readonly PhaseRun[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export interface PhaseRun {
  readonly step: Step;
  /** Whether policy judged the whole phase. */
  readonly whole: boolean;
  readonly exempted: readonly PolicyFinding[];
}

/** Every exemption of a configuration, in its order. */
export function exemptionsOf({ rules }: PolicyConfig): readonly RuleExemption[] {
  return Object.entries(rules).flatMap(([rule, { exemptions = [] }]) =>
    exemptions.map((exemption) => ({ rule, ...exemption })),
  );
}

/** Says of every exemption whether the run needed it. */
export function judgeExemptions(config: PolicyConfig, run: ExemptionRun): readonly JudgedExemption[] {
  return exemptionsOf(config).map((exemption) => {
    const findings = run.phases
      .flatMap(({ exempted }) => exempted)
      .filter((finding) => covers(exemption, finding)).length;
    return { ...exemption, findings, use: useOf(exemption, findings, run) };
  });
}

/** Whether an exemption fails its run. */
export function mustGo({ use }: JudgedExemption): boolean {
  return use === "unused" || use === "expired";
}

/** Steps whose resources a URN pattern may match: all of them, where it does not name a project. */
export function stepsOf({ urn }: Exemption): readonly Step[] {
  const [stack = "", project = "", ...rest] = urn.split("::");
  // `*::aws:s3/bucket:Bucket::data` has a type in that place; four parts, or a stack's name in the first, say it is a project.
  const namesProject = rest.length >= 2 || (rest.length === 1 && stack.includes(":"));
  return allSteps.filter((step) => !namesProject || matchesPattern(project, step));
}

function useOf(
  exemption: RuleExemption,
  findings: number,
  { planned, phases, today }: ExemptionRun,
): JudgedExemption["use"] {
  const steps = stepsOf(exemption);
  const ran = (step: Step): boolean => phases.some((phase) => phase.step === step);
  // Nothing is about no phase at all, in whatever run.
  if (exemption.expires < today && (steps.length === 0 || steps.some(ran))) return "expired";
  if (findings > 0) return "used";
  if (exemption.only === "undecided" && !planned) return "not judged";
  return steps.every((step) => phases.some((phase) => phase.step === step && phase.whole)) ? "unused" : "not judged";
}

function covers({ rule, urn, path = "*" }: RuleExemption, finding: PolicyFinding): boolean {
  return finding.rule === rule && matchesPattern(urn, finding.urn ?? "") && matchesPattern(path, finding.path ?? "");
}
