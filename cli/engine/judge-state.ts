import { execFile } from "node:child_process";
import { type PolicyEngineEvent, type PolicyOutcome, policyOutcome } from "../../policy/outcome.ts";
import { registry } from "../../policy/registry.ts";
import { levelIn, type PolicyConfig } from "../policy/config.ts";
import { policyPack } from "../repository.ts";
import { type Step } from "../steps.ts";
import { typeOf } from "./events.ts";
import { withExistingStack } from "./operation.ts";
import { type EngineSession, type Target } from "./target.ts";

/**
 * Judges what is deployed of a step by its state, where every value is known; `undefined` when nothing is.
 *
 * @throws {Error} with what Pulumi wrote, when it could not judge at all.
 */
export function judgeState(target: Target, step: Step): Promise<PolicyOutcome | undefined> {
  return withExistingStack(target, step, async (stack, session) => {
    const [exported, events] = await Promise.all([stack.exportStack(), analyze(target, step, session)]);
    const { resources = [] } = (exported.deployment ?? {}) as { resources?: readonly { readonly urn: string }[] }; // Pulumi's deployment schema, version 3
    const urns = resources.map(({ urn }) => urn);
    return urns.length === 0 ? undefined : stateOutcome(events, urns, target.policyConfig);
  });
}

/** The Automation API has no `policy analyze`. */
function analyze(target: Target, step: Step, session: EngineSession): Promise<readonly PolicyEngineEvent[]> {
  const { file } = target.policyConfig;
  const config = file === undefined ? [] : ["--policy-pack-config", file];
  const what = ["--stack", target.environment, "--policy-pack", policyPack, ...config];
  const options = {
    cwd: target.projectDirectory(step),
    env: { ...process.env, ...session.variables },
    maxBuffer: Infinity,
  };
  return new Promise((resolve, reject) => {
    execFile(
      "pulumi",
      ["policy", "analyze", "--json", "--non-interactive", ...what],
      options,
      (error, stdout, stderr) => {
        const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
        const events = lines.map((line) => JSON.parse(line) as PolicyEngineEvent); // the engine's own format
        // A mandatory finding is the one failure that is a result.
        if (error === null || policyOutcome(events).failed.length > 0) resolve(events);
        else reject(new Error(`pulumi policy analyze failed: ${stderr.trim() === "" ? error.message : stderr.trim()}`));
      },
    );
  });
}

/**
 * Outcome of an analysis of a state. Unlike a preview, it emits findings alone, so what passed is counted here: pairs of rule and
 * resource without a finding, and rules over the whole stack once.
 */
export function stateOutcome(
  events: readonly PolicyEngineEvent[],
  urns: readonly string[],
  config: PolicyConfig,
): PolicyOutcome {
  const outcome = policyOutcome(events);
  const found = [...outcome.failed, ...outcome.undecided, ...outcome.advisory, ...outcome.exempted];
  const judged = Object.values(registry)
    .flat()
    .filter((rule) => levelIn(config, rule) !== "disabled")
    .map((rule) => {
      const against = new Set(found.filter((finding) => finding.rule === rule.id).map(({ urn }) => urn));
      const of = urns.filter((urn) => rule.types.includes(typeOf(urn)));
      if (rule.kind === "stack") return of.length > 0 && against.size === 0 ? 1 : 0;
      return of.filter((urn) => !against.has(urn)).length;
    });
  return { ...outcome, passed: judged.reduce((total, count) => total + count, 0), evaluated: true };
}
