import { Argument, Command, Option } from "commander";
import { themes } from "../../policy/rule.ts";
import { environments } from "../../stacks/platform-config.ts";
import { catalogue, entryOf, themeOf } from "../policy/catalogue.ts";
import { checkPlan, checkState, checkSucceeded, type PolicyCheck } from "../policy/check.ts";
import { readPolicyConfig } from "../policy/config.ts";
import { exemptionsOf } from "../policy/exemptions.ts";
import { annotate } from "../report/annotations.ts";
import { describeExemptionList, describeRule, describeRules } from "../report/policy-catalogue.ts";
import { checkAsJson, describeCheck, judgedSteps } from "../report/policy-check.ts";
import { progressTo } from "../report/progress.ts";
import { asSarif } from "../report/sarif.ts";
import { parseSteps, UsageError } from "../steps.ts";
import { withPlannedUpstream } from "../steps-selection.ts";
import { interruptible } from "./interrupt.ts";
import { openTarget, openTargetForChanges } from "./open-target.ts";

interface CheckOptions {
  readonly offline?: boolean;
  readonly preview?: boolean;
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** `platform policy`: what the policy packs demand, and how an environment stands. */
export function policyCommand(): Command {
  const command = new Command("policy").description("What the policy packs demand, and how an environment stands.");
  for (const part of [check(), explain(), list(), exemptions()]) {
    command.addCommand(part.addOption(new Option("--json", "write the result as JSON to stdout")));
  }
  return command;
}

function check(): Command {
  return new Command("check")
    .description("Judges what is deployed, or with --preview or --offline what would be.")
    .addArgument(environmentArgument("local"))
    .addArgument(new Argument("[phases...]", "phases to judge; all of them when none is named"))
    .addOption(new Option("--preview", "judge what a preview would make of the environment"))
    .addOption(new Option("--offline", "as --preview, without credentials: everything recorded"))
    .addOption(new Option("--sarif", "write the findings as SARIF 2.1.0 to stdout").conflicts("json"))
    .addHelpText(
      "after",
      `
Exit codes: 0 nothing mandatory is broken and every exemption has its use, 1 otherwise or when a phase could not be judged,
130 interrupted. Where GITHUB_ACTIONS is true, findings are annotations of the pull request as well.`,
    )
    .action(async (environment: string, names: string[], options: CheckOptions) => {
      const result = await judge(environment, names, options);
      annotate(judgedSteps(result));
      print(options.sarif === true ? asSarif(result) : checkAsJson(result), describeCheck(result), {
        json: options.json === true || options.sarif === true,
      });
      process.exitCode = checkSucceeded(result) ? 0 : 1;
    });
}

async function judge(environment: string, names: readonly string[], options: CheckOptions): Promise<PolicyCheck> {
  const progress = progressTo(process.stderr);
  const selected = parseSteps(names);
  const planned = options.preview === true || options.offline === true;
  const { target, cloud } = planned
    ? await openTarget(environment, { offline: options.offline }, progress)
    : await openTargetForChanges(environment, progress);
  progress.say(target.headline);
  try {
    if (planned) {
      const steps = target.kind === "offline" ? withPlannedUpstream(selected, progress) : selected;
      return await interruptible(progress, (signal) =>
        checkPlan({ target, steps, progress, signal, allowReplace: new Set(), cloud }),
      );
    }
    const result = await checkState(target, selected);
    if (result.phases.every(({ policy }) => policy === undefined)) {
      throw new UsageError(
        `Nothing of that is deployed in ${environment}. Deploy it: npx platform up ${environment}. ` +
          `Or judge what would be: npx platform policy check ${environment} --offline`,
      );
    }
    return result;
  } finally {
    await target.close();
  }
}

function explain(): Command {
  return new Command("explain")
    .description("Says what a rule demands, why, what to write instead, and its level in every environment.")
    .argument("<rule>", "id of the rule, for example kms-key-rotation")
    .action((id: string, options: { json?: boolean }) => {
      const entry = entryOf(id);
      print(entry, describeRule(entry), options);
    });
}

function list(): Command {
  return new Command("list")
    .description("Lists the rules with severity and level.")
    .addOption(new Option("--theme <theme>", `rules of one theme: ${themes.join(", ")}`))
    .action((options: { theme?: string; json?: boolean }) => {
      const theme = options.theme === undefined ? undefined : themeOf(options.theme);
      const entries = catalogue().filter((entry) => theme === undefined || entry.theme === theme);
      print(entries, [...describeRules(entries), "", `${entries.length} rules`], options);
    });
}

function exemptions(): Command {
  return new Command("exemptions")
    .description("Lists which rules may be broken where, until when, and who answers for it.")
    .addArgument(environmentArgument())
    .addHelpText("after", "\nWhether a run needs them is said by preview, up and policy check.")
    .action((environment: string | undefined, options: { json?: boolean }) => {
      const listed = environments
        .filter((name) => environment === undefined || name === environment)
        .flatMap((name) => exemptionsOf(readPolicyConfig(name)).map((one) => ({ environment: name, ...one })));
      print(listed, describeExemptionList(listed, new Date().toISOString().slice(0, 10)), options);
    });
}

function environmentArgument(byDefault?: string): Argument {
  const argument = new Argument("[environment]", "which environment").choices(environments);
  return byDefault === undefined ? argument : argument.default(byDefault);
}

function print(result: unknown, lines: readonly string[], options: { readonly json?: boolean }): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : `${lines.join("\n")}\n`);
}
