import { type LocalCloud } from "../../local/client.ts";
import { type Progress, duration } from "../report/progress.ts";
import { changesAnything, changesInWords } from "../report/run-report.ts";
import { type Phase, readersOf, isPhase, frontPageProject } from "../../contracts/stacks/index.ts";
import { drainBeforeDestroy } from "../drain/before-destroy.ts";
import { besideOperator } from "../local-operator/operator.ts";
import { describeUndecided, mustBeDecided } from "../policy/undecided.ts";
import { type Step, UsageError } from "../steps.ts";
import { describeHazards, type Hazard, hazardsOf } from "./guard.ts";
import { type IdLookup, lockHolderIsGone, lookUpByName, resolvePendingCreates } from "./interrupted.ts";
import {
  failedStep,
  refuseWhenInterrupted,
  type Operation,
  type OperationOptions,
  type OperationResult,
  runOperation,
  withExistingStack,
  withStack,
} from "./operation.ts";
import { type AfterUp, judgeAfterUp, withAfterUp } from "./after-up.ts";
import { inOrder, type Outcome } from "./orchestrate.ts";
import { PreviewOutputs } from "./preview-outputs.ts";
import { type Target } from "./target.ts";

/** What every command over phases needs. */
export interface RunContext {
  readonly target: Target;
  readonly steps: readonly Step[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Stateful resources that may be replaced or deleted, by logical name. */
  readonly allowReplace: ReadonlySet<string>;
  /** Whether an undecided finding of the themes that must be decided fails a preview, unless it is exempted. */
  readonly failUndecided?: boolean;
  /** The one-machine cloud, when the target is on it. */
  readonly cloud?: LocalCloud;
}

type Outcomes = readonly Outcome<OperationResult>[];

/**
 * Previews every step; a reader's preview sees what the previews before it would publish. A preview that a gate refuses
 * still shows its readers what it would do to them.
 */
export async function previewAll(context: RunContext): Promise<Outcomes> {
  const outputs = new PreviewOutputs();
  try {
    const outcomes = await inOrder(
      context.steps,
      "upstream first",
      async (step) => {
        const result = await observed(context, step, "preview", { previewOutputs: outputs.folder });
        outputs.put(step, result.outputs);
        return result;
      },
      succeeded,
    );
    return outcomes.map((outcome) =>
      "result" in outcome ? { step: outcome.step, result: gated(context, outcome.result) } : outcome,
    );
  } finally {
    outputs.remove();
  }
}

/**
 * Brings every step up: preview, gates, then the update when there is something to change. What that leaves is judged as well,
 * beside the steps behind it.
 */
export async function upAll(context: RunContext): Promise<Outcomes> {
  const judgements = new Map<Step, Promise<AfterUp>>();
  const outcomes = await inOrder(
    context.steps,
    "upstream first",
    async (step) => {
      const result = await recovered(context, step, "up", () =>
        besideOperator(context, step, () => previewAndUpdate(context, step)),
      );
      if (result.succeeded && !context.signal.aborted) {
        judgements.set(step, judgeAfterUp(context.target, step));
      }
      return result;
    },
    succeeded,
  );
  return Promise.all(
    outcomes.map(async (outcome) => {
      const judgement = await judgements.get(outcome.step);
      return "result" in outcome && judgement !== undefined
        ? { step: outcome.step, result: withAfterUp(outcome.result, judgement, context.target.environment) }
        : outcome;
    }),
  );
}

async function previewAndUpdate(context: RunContext, step: Step): Promise<OperationResult> {
  const preview = gated(context, await observed(context, step, "preview", {}));
  if (!preview.succeeded || !changesAnything(preview)) {
    return { ...preview, operation: "up" };
  }
  const update = await observed(context, step, "up", {});
  return { ...update, seconds: preview.seconds + update.seconds };
}

/** Reads the world back into the state of every step. */
export async function refreshAll(context: RunContext): Promise<Outcomes> {
  return inOrder(
    context.steps,
    "upstream first",
    (step) => recovered(context, step, "refresh", () => observed(context, step, "refresh", {})),
    succeeded,
  );
}

/**
 * Destroys the steps, readers first, and removes their stacks.
 *
 * @throws {UsageError} when a deployed phase that is not selected still reads a selected one.
 */
export async function destroyAll(context: RunContext): Promise<Outcomes> {
  await refuseWhileRead(context);
  return inOrder(
    context.steps,
    "readers first",
    (step) =>
      recovered(context, step, "destroy", async () => {
        await drainBeforeDestroy(context, step);
        const result = await observed(context, step, "destroy", {});
        if (result.succeeded) {
          await withStack(context.target, step, (stack) =>
            // Pulumi would delete the environment's file with the stack, and with it every other phase's configuration.
            stack.workspace.removeStack(context.target.environment, { preserveConfig: true }),
          );
        }
        return result;
      }),
    succeeded,
  );
}

function succeeded(result: OperationResult): boolean {
  return result.succeeded;
}

/** Whether the step's stack exists and holds resources. */
export async function isDeployed(target: Target, step: Step): Promise<boolean> {
  const deployed = await withExistingStack(target, step, async (stack) => {
    const content = (await stack.exportStack()).deployment as { resources?: { type: string }[] } | null; // Pulumi's deployment schema, version 3
    return (content?.resources ?? []).some(({ type }) => !type.startsWith("pulumi:"));
  });
  return deployed ?? false;
}

async function refuseWhileRead(context: RunContext): Promise<void> {
  const selected = new Set<Step>(context.steps);
  const left = [...new Set(context.steps.filter((step): step is Phase => isPhase(step)).flatMap(readersOf))].filter(
    (reader) => !selected.has(reader),
  );
  const deployed: Phase[] = [];
  for (const reader of left) {
    if (await isDeployed(context.target, reader)) {
      deployed.push(reader);
    }
  }
  if (deployed.length > 0) {
    const { environment } = context.target;
    throw new UsageError(
      `${context.steps.filter((step) => step !== frontPageProject).join(", ")} cannot be destroyed: ${deployed.join(", ")} of ${environment} still ${deployed.length === 1 ? "reads" : "read"} it. ` +
        `Destroy the readers too: npx platform destroy ${environment} ${[...deployed, ...context.steps].join(" ")}`,
    );
  }
}

/**
 * Does a step's work on a state that was made usable first. Whatever stops it is the step's failure and not an exception,
 * which would end the command while other steps are still at work.
 */
async function recovered(
  context: RunContext,
  step: Step,
  operation: Operation,
  work: () => Promise<OperationResult>,
): Promise<OperationResult> {
  try {
    refuseWhenInterrupted(context.signal);
    await recover(context, step);
    return await work();
  } catch (error) {
    context.progress.say(`  ${step.padEnd(16)} ${operation.padEnd(8)} FAILED`);
    return failedStep(step, operation, error);
  }
}

/** Makes the state of a run that was killed usable again, and says what was done. */
async function recover(context: RunContext, step: Step): Promise<void> {
  const lookUp: IdLookup = context.cloud === undefined ? lookUpByName : journalLookup(await context.cloud.journal());
  const work = (): Promise<readonly string[]> =>
    withStack(context.target, step, (stack) => resolvePendingCreates(stack, lookUp));
  const lines = await work().catch(async (error: unknown) => {
    if (!(error instanceof Error) || !lockHolderIsGone(error.message)) {
      throw error;
    }
    await cancel(context, step);
    return work();
  });
  lines.forEach((line) => {
    context.progress.say(`  ${step}: ${line}`);
  });
}

function journalLookup(
  journal: readonly { readonly urn: string; readonly id: string; readonly operation: string }[],
): IdLookup {
  return ({ urn }) => {
    const last = journal.filter((entry) => entry.urn === urn).at(-1);
    return last?.operation === "create" ? last.id : undefined;
  };
}

async function cancel(context: RunContext, step: Step): Promise<void> {
  context.progress.say(`  ${step}: the lock belongs to a process that is gone; breaking it (pulumi cancel)`);
  await withStack(context.target, step, (stack) => stack.cancel());
}

/** A wait shorter than this is not worth a line. */
const worthSayingSeconds = 5;

/** Runs one operation, shows what it waits for, and breaks a dead process's lock once. */
async function observed(
  context: RunContext,
  step: Step,
  operation: Operation,
  options: OperationOptions,
): Promise<OperationResult> {
  const run = (): Promise<OperationResult> =>
    runOperation(context.target, step, operation, {
      ...options,
      signal: context.signal,
      onProgress: (log) => {
        const [longest] = log.inFlight;
        if (longest !== undefined && longest.seconds >= worthSayingSeconds) {
          context.progress.waiting(step, `${longest.type} ${longest.name} (${longest.seconds} s)`);
        }
      },
    });
  const first = await run();
  const locked = first.errors.some(({ message }) => lockHolderIsGone(message));
  if (locked) {
    await cancel(context, step);
  }
  const result = locked ? await run() : first;
  context.progress.say(
    `  ${step.padEnd(16)} ${operation.padEnd(8)} ${result.succeeded ? changesInWords(result) : "FAILED"} in ${duration(result.seconds)}`,
  );
  return result;
}

/**
 * Turns a preview into a failure that would lose data, unless the resources were named, or that leaves undecided what must be
 * decided.
 */
function gated(context: RunContext, result: OperationResult): OperationResult {
  const hazards: readonly Hazard[] = hazardsOf(result).filter(({ name }) => !context.allowReplace.has(name));
  const undecided = context.failUndecided === true ? mustBeDecided(result.policy) : [];
  const errors = [
    ...(hazards.length === 0 ? [] : [describeHazards(hazards)]),
    ...(undecided.length === 0 ? [] : [describeUndecided(undecided, context.target.environment)]),
  ];
  return errors.length === 0
    ? result
    : {
        ...result,
        succeeded: false,
        errors: [...result.errors, ...errors.map((message) => ({ urn: "", message }))],
      };
}
