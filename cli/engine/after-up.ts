import { type PolicyOutcome } from "../../policy/outcome.ts";
import { type Step } from "../steps.ts";
import { judgeState } from "./judge-state.ts";
import { describeFailure, type OperationResult } from "./operation.ts";
import { type Target } from "./target.ts";

/** What policy says of a state, or why it could not say anything. */
export type AfterUp = { readonly policy: PolicyOutcome } | { readonly failure: string };

/** Judges what an update left. A failure is a result: the steps beside it go on. */
export async function judgeAfterUp(target: Target, step: Step): Promise<AfterUp> {
  try {
    const policy = await judgeState(target, step);
    return policy === undefined ? { failure: "there is no state" } : { policy };
  } catch (error) {
    return { failure: describeFailure(error) };
  }
}

/** The result of an update with what policy says of its state; a mandatory finding fails it. */
export function withAfterUp(result: OperationResult, afterUp: AfterUp, environment: string): OperationResult {
  const again = `npx platform up ${environment} ${result.step}`;
  if ("failure" in afterUp) {
    const message = `${result.step} was updated, but its state could not be judged: ${afterUp.failure}\nRun again: ${again}`;
    return failed(result, message);
  }
  const { length: findings } = afterUp.policy.failed;
  const judged = { ...result, afterUp: afterUp.policy };
  return findings === 0
    ? judged
    : failed(
        judged,
        `what was deployed breaks ${findings === 1 ? "1 mandatory policy" : `${findings} mandatory policies`}; see "after up" above. ` +
          `Everything is deployed and nothing was taken back: do what the remedies say, then run: ${again}`,
      );
}

function failed(result: OperationResult, message: string): OperationResult {
  return { ...result, succeeded: false, errors: [...result.errors, { urn: "", message }] };
}
