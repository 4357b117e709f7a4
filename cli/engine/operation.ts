import {
  CommandError,
  type LocalProgramArgs,
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type Stack,
  StackAlreadyExistsError,
  StackNotFoundError,
} from "@pulumi/pulumi/automation/index.js";
import { previewOutputsVariable } from "../../contracts/stacks/index.ts";
import { type PolicyOutcome, policyOutcome } from "../../policy/outcome.ts";
import { type SessionReport } from "../../local/provider/report.ts";
import { policyPack } from "../repository.ts";
import { type Step } from "../steps.ts";
import { EventLog, type ReleasedChart, type ResourceChange } from "./events.ts";
import { type EngineSession, type Target } from "./target.ts";

export type Operation = "preview" | "up" | "refresh" | "destroy";

/** What one engine run did, or would do. */
export interface OperationResult {
  readonly step: Step;
  readonly operation: Operation;
  readonly succeeded: boolean;
  readonly seconds: number;
  readonly resources: number;
  readonly changes: readonly ResourceChange[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether the step publishes something else than before, even with no resource changed. */
  readonly outputsChanged: boolean;
  readonly policy: PolicyOutcome;
  /** What policy says of the state that an `up` left, where every value is known. */
  readonly afterUp?: PolicyOutcome;
  /** Helm charts among the resources. */
  readonly charts: readonly ReleasedChart[];
  /** What went wrong, each message once. */
  readonly errors: readonly { readonly urn: string; readonly message: string }[];
  readonly types?: SessionReport;
}

export interface OperationOptions {
  /** Folder with what previews of upstream phases would publish; previews only. */
  readonly previewOutputs?: string;
  readonly signal?: AbortSignal;
  /** Called at every engine event, to show progress. */
  readonly onProgress?: (log: EventLog) => void;
}

/** What is done with an open stack. */
type StackWork<T> = (stack: Stack, session: EngineSession) => Promise<T>;

/** Opens the step's stack on the target, makes it when it does not exist, and closes the session afterwards. */
export function withStack<T>(
  target: Target,
  step: Step,
  work: StackWork<T>,
  variables: Record<string, string> = {},
): Promise<T> {
  return inSession(target, step, variables, async (args, options, session) =>
    work(await selectOrMake(args, options), session),
  );
}

/** Like {@link withStack}, but a stack that does not exist is not made: then there is nothing to do. */
export function withExistingStack<T>(target: Target, step: Step, work: StackWork<T>): Promise<T | undefined> {
  return inSession(target, step, {}, async (args, options, session) => {
    const stack = await selectIfThere(args, options);
    return stack === undefined ? undefined : work(stack, session);
  });
}

async function inSession<T>(
  target: Target,
  step: Step,
  variables: Record<string, string>,
  work: (args: LocalProgramArgs, options: LocalWorkspaceOptions, session: EngineSession) => Promise<T>,
): Promise<T> {
  const session = await target.openSession();
  try {
    return await work(
      { stackName: target.environment, workDir: target.projectDirectory(step) },
      { envVars: { ...session.variables, ...variables }, secretsProvider: target.secretsProvider },
      session,
    );
  } finally {
    await session.close();
  }
}

async function selectIfThere(args: LocalProgramArgs, options: LocalWorkspaceOptions): Promise<Stack | undefined> {
  try {
    return await LocalWorkspace.selectStack(args, options);
  } catch (error) {
    if (error instanceof StackNotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** Another run may make the stack between the look for it and its making. */
async function selectOrMake(args: LocalProgramArgs, options: LocalWorkspaceOptions): Promise<Stack> {
  try {
    return await LocalWorkspace.createOrSelectStack(args, options);
  } catch (error) {
    if (error instanceof StackAlreadyExistsError) {
      return LocalWorkspace.selectStack(args, options);
    }
    throw error;
  }
}

/** Runs one engine operation with the policy packs attached and returns what it did; a failure is a result, not an exception. */
export async function runOperation(
  target: Target,
  step: Step,
  operation: Operation,
  options: OperationOptions = {},
): Promise<OperationResult> {
  const started = Date.now();
  const log = new EventLog();
  const variables: Record<string, string> =
    options.previewOutputs === undefined ? {} : { [previewOutputsVariable]: options.previewOutputs };
  let failure: string | undefined;
  let types: SessionReport | undefined;
  try {
    await withStack(
      target,
      step,
      async (stack, session) => {
        try {
          await engineRun(stack, operation, {
            signal: options.signal,
            policyConfig: target.policyConfig.file,
            onEvent: (event) => {
              log.add(event);
              options.onProgress?.(log);
            },
          });
        } finally {
          // A one-machine cloud that is gone has no report; what the engine said of it must not be hidden by that.
          types = await session.report().catch(() => undefined);
        }
      },
      variables,
    );
  } catch (error) {
    failure = describeFailure(error);
  }
  const policy = policyOutcome(log.policyEvents);
  const errors = explain(log, policy, failure);
  return {
    step,
    operation,
    succeeded: failure === undefined,
    seconds: (Date.now() - started) / 1000,
    resources: log.resources,
    changes: log.changes,
    outputs: log.outputs,
    outputsChanged: log.outputsChanged,
    policy,
    charts: log.charts,
    errors,
    types,
  };
}

/** Result of a step that failed outside of its engine run: before it, or while it was cleared up after. */
export function failedStep(step: Step, operation: Operation, error: unknown): OperationResult {
  return {
    step,
    operation,
    succeeded: false,
    seconds: 0,
    resources: 0,
    changes: [],
    outputs: {},
    outputsChanged: false,
    policy: policyOutcome([]),
    charts: [],
    errors: [{ urn: "", message: describeFailure(error) }],
  };
}

/** Why a run failed: the engine's error events, else the policies that refused it, else what its CLI wrote. */
function explain(log: EventLog, policy: PolicyOutcome, failure: string | undefined): OperationResult["errors"] {
  if (failure === undefined || log.errors.length > 0) {
    return log.errors;
  }
  const refusals = policy.failed.length === 1 ? "1 mandatory policy" : `${policy.failed.length} mandatory policies`;
  return [{ urn: "", message: policy.failed.length > 0 ? `refused by ${refusals}; see above` : failure }];
}

/** @throws Error when the run was interrupted: the engine hears of that only while it is at work. */
export function refuseWhenInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new Error("not started, because the run was interrupted; the next run continues here");
  }
}

interface EngineRun {
  readonly onEvent: NonNullable<NonNullable<Parameters<Stack["up"]>[0]>["onEvent"]>;
  readonly signal?: AbortSignal;
  /** Configuration of the policy packs. */
  readonly policyConfig?: string;
}

async function engineRun(stack: Stack, operation: Operation, { policyConfig, ...run }: EngineRun): Promise<void> {
  refuseWhenInterrupted(run.signal);
  const common = { ...run, color: "never" as const, suppressProgress: true };
  const policies = {
    policyPacks: [policyPack],
    policyPackConfigs: policyConfig === undefined ? [] : [policyConfig],
  };
  switch (operation) {
    case "preview":
      await stack.preview({ ...common, ...policies });
      return;
    case "up":
      await stack.up({ ...common, ...policies });
      return;
    case "refresh":
      await stack.refresh(common);
      return;
    case "destroy":
      await stack.destroy(common);
  }
}

/** What the engine's CLI wrote to stderr: locks, a missing secrets provider, an unreadable project. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof CommandError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const written = /stderr: (?<text>[\s\S]*?)(?:\n *err\?:|$)/.exec(error.message)?.groups?.text;
  // Automation puts the command line and all that was shown before the reason; people need the reason.
  const reason = written?.split("\n").filter((line) => /error:|created by/.test(line));
  const message = reason === undefined || reason.length === 0 ? error.message : reason.join("\n");
  return message.includes("currently locked")
    ? `${message}\nAnother run is at work on this stack: wait for it and run again.`
    : message;
}
