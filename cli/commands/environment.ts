import { Argument, Command, Option } from "commander";
import { type Outcome } from "../engine/orchestrate.ts";
import { type OperationResult } from "../engine/operation.ts";
import { destroyAll, previewAll, refreshAll, type RunContext, upAll } from "../engine/runs.ts";
import { decidedThemes } from "../policy/undecided.ts";
import { progressTo } from "../report/progress.ts";
import { asJson, describeRun, exitCode, finishedRun } from "../report/finished-run.ts";
import { annotate } from "../report/annotations.ts";
import { resultsOf } from "../report/run-report.ts";
import { parseSteps } from "../steps.ts";
import { withPlannedUpstream } from "../steps-selection.ts";
import { interruptible } from "./interrupt.ts";
import { openTarget, openTargetForChanges } from "./open-target.ts";

interface Options {
  readonly json?: boolean;
  readonly offline?: boolean;
  readonly allowReplace?: readonly string[];
  readonly failUndecided?: boolean;
}

/** `up`, `preview`, `refresh` and `destroy`: one engine operation over the phases of an environment. */
export function environmentCommands(): readonly Command[] {
  const allowReplace = new Option(
    "--allow-replace <names>",
    "stateful resources that may be replaced or deleted, by logical name",
  ).argParser((text: string) => text.split(","));
  return [
    overPhases("preview", "Shows what `up` would change; a phase sees what the phases before it would publish.")
      .addOption(new Option("--offline", "without credentials: everything recorded, in a temporary backend"))
      .addOption(new Option("--no-offline", "never fall back to --offline"))
      .addOption(allowReplace)
      .addOption(
        new Option(
          "--fail-undecided",
          `fail on findings of ${decidedThemes.join(", ")} that wait for the update and that no exemption lists (default: where CI is set)`,
        ),
      )
      .addOption(new Option("--no-fail-undecided", "only report them, in CI as well"))
      .action(async (environment: string, names: string[], options: Options) => {
        await run("preview", { environment, names, options }, previewAll);
      }),
    overPhases("up", "Previews, checks and updates the phases in their order; continues where an earlier run stopped.")
      .addOption(allowReplace)
      .action(async (environment: string, names: string[], options: Options) => {
        await run("up", { environment, names, options }, upAll);
      }),
    overPhases("refresh", "Reads the real resources back into the state and shows what had drifted.").action(
      async (environment: string, names: string[], options: Options) => {
        await run("refresh", { environment, names, options }, refreshAll);
      },
    ),
    overPhases("destroy", "Destroys the phases, readers first; refuses while other deployed phases read them.").action(
      async (environment: string, names: string[], options: Options) => {
        await run("destroy", { environment, names, options }, destroyAll);
      },
    ),
  ];
}

function overPhases(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addArgument(new Argument("<environment>", "local, dev, test or prod"))
    .addArgument(new Argument("[phases...]", "phases to run; all of them when none is named"));
}

type Runner = (context: RunContext) => Promise<readonly Outcome<OperationResult>[]>;

interface Call {
  readonly environment: string;
  readonly names: readonly string[];
  readonly options: Options;
}

async function run(
  command: "preview" | "up" | "refresh" | "destroy",
  { environment, names, options }: Call,
  runner: Runner,
): Promise<void> {
  const progress = progressTo(process.stderr);
  const selected = parseSteps(names);
  const { target, cloud } =
    command === "preview"
      ? await openTarget(environment, { offline: options.offline }, progress)
      : await openTargetForChanges(environment, progress);
  progress.say(target.headline);
  const steps = target.kind === "offline" ? withPlannedUpstream(selected, progress) : selected;
  try {
    const outcomes = await interruptible(progress, (signal) =>
      runner({
        target,
        steps,
        progress,
        signal,
        allowReplace: new Set(options.allowReplace ?? []),
        failUndecided: command === "preview" && (options.failUndecided ?? inCi()),
        cloud,
      }),
    );
    const finished = finishedRun(command, target, outcomes);
    annotate(resultsOf(outcomes));
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(asJson(finished), null, 2)}\n`
        : `${describeRun(finished).join("\n")}\n`,
    );
    process.exitCode = exitCode(finished);
  } finally {
    await target.close();
  }
}

/** CI services set it to "true" or "1"; people who switch it off say "false". */
function inCi(): boolean {
  return !["", "0", "false"].includes(process.env.CI ?? "");
}
