import { policyConfigName } from "../policy/config.ts";
import { checkSucceeded, type PolicyCheck } from "../policy/check.ts";
import { mustGo } from "../policy/exemptions.ts";
import { describeExemptions, whyItFails } from "./exemptions.ts";
import { describePolicies, type JudgedStep } from "./run-report.ts";
import { table } from "./table.ts";

/** A row per phase, then every finding, the exemptions and what went wrong. */
export function describeCheck(check: PolicyCheck): readonly string[] {
  const { environment, of, phases, exemptions } = check;
  const errors = [
    ...phases.flatMap(({ step, errors }) => errors.map((error) => `${step}: ${error}`)),
    ...exemptions.filter(mustGo).map((exemption) => whyItFails(exemption, policyConfigName(environment))),
  ];
  return [
    `${of === "state" ? "What is deployed" : "What would be deployed"} of ${environment}:`,
    ...table([
      ["phase", "passed", "failed", "undecided", "advisory", "exempted"],
      ...phases.map(({ step, policy }) =>
        policy === undefined
          ? [step, of === "state" ? "not deployed" : "not judged"]
          : [step, ...[policy.passed, ...lengths(policy)].map(String)],
      ),
    ]),
    "",
    ...describePolicies(judgedSteps(check)),
    ...describeExemptions(exemptions),
    ...(errors.length > 0 ? ["", "Failed:", ...errors] : []),
  ];
}

/** The check as JSON: stable field names. */
export function checkAsJson(check: PolicyCheck): unknown {
  const { environment, of, phases, exemptions } = check;
  return {
    command: "policy check",
    environment,
    of,
    succeeded: checkSucceeded(check),
    phases: phases.map(({ step, policy, errors }) => ({ phase: step, policy, errors })),
    exemptions,
  };
}

/** The phases that policy judged. */
export function judgedSteps({ phases }: PolicyCheck): readonly JudgedStep[] {
  return phases.flatMap(({ step, policy }) => (policy === undefined ? [] : [{ step, policy }]));
}

function lengths({ failed, undecided, advisory, exempted }: JudgedStep["policy"]): readonly number[] {
  return [failed, undecided, advisory, exempted].map(({ length }) => length);
}
