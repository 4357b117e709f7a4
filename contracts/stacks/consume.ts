import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Consumed, type Contract } from "./contract.ts";
import { frontPageProject, isPhase, needsOf } from "./phases.ts";
import { type LeafReader, type Problem, readOutputs } from "./read.ts";

/**
 * Environment variable naming a folder with `<phase>.json` files: the outputs that a preview of upstream phases would
 * publish. Set by `platform preview`; a phase without a file is read from its deployed stack.
 */
export const previewOutputsVariable = "PLATFORM_PREVIEW_OUTPUTS";

/** A leaf is an `Output`; one that upstream does not know yet stays unknown to the engine. */
const asOutputs: LeafReader<pulumi.Output<unknown>> = {
  value: (value) => pulumi.output(value),
  unknown: () => pulumi.output(pulumi.unknown),
};

/**
 * Reads what another phase of this environment publishes.
 *
 * @throws {pulumi.RunError} when this project does not declare that it needs the phase, when the phase is not deployed,
 * or when its outputs do not fit the contract; one message with every problem and the command to run.
 */
export async function consume<C extends Contract>(contract: C): Promise<Consumed<C>> {
  const found = await survey(contract);
  switch (found.state) {
    case "deployed":
      return found.outputs;
    case "not deployed":
      throw new pulumi.RunError(
        `${contract.phase} is not deployed in ${environment()}, and ${pulumi.getProject()} reads its outputs.\n${found.detail}`,
      );
    case "does not fit":
      throw new pulumi.RunError(found.detail);
  }
}

/** What a phase publishes, or why it cannot be read: for the front page, which reports instead of failing. */
export type Survey<C extends Contract> =
  | { readonly state: "deployed"; readonly outputs: Consumed<C> }
  | { readonly state: "not deployed" | "does not fit"; readonly detail: string };

/** Like {@link consume}, but a phase that is missing or does not fit its contract is a result, not an error. */
export async function survey<C extends Contract>(contract: C): Promise<Survey<C>> {
  const { phase } = contract;
  refuseUndeclared(phase);
  const raw = previewedOutputs(phase) ?? (await deployedOutputs(phase));
  if (raw === undefined || Object.keys(raw).length === 0) {
    return { state: "not deployed", detail: remedy(phase) };
  }
  const { outputs, problems } = readOutputs(contract, raw, asOutputs);
  if (problems.length > 0) {
    return { state: "does not fit", detail: describeProblems(phase, problems) };
  }
  return { state: "deployed", outputs: outputs as Consumed<C> }; // every leaf was validated against the contract just above
}

function refuseUndeclared(phase: Contract["phase"]): void {
  const reader = pulumi.getProject();
  if (reader === frontPageProject || (isPhase(reader) && needsOf(reader).includes(phase))) {
    return;
  }
  throw new pulumi.RunError(
    `${reader} reads ${phase} but does not declare it. Add "${phase}" to needs of ${reader} in contracts/stacks/phases.ts, so that the order of phases stays true.`,
  );
}

function previewedOutputs(phase: string): Record<string, unknown> | undefined {
  const folder = process.env[previewOutputsVariable];
  if (folder === undefined || folder === "" || !pulumi.runtime.isDryRun()) {
    return undefined;
  }
  const file = path.join(folder, `${phase}.json`);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, unknown>) : undefined; // written by `platform preview`
}

async function deployedOutputs(phase: string): Promise<Record<string, unknown> | undefined> {
  const name = `${pulumi.getOrganization()}/${phase}/${pulumi.getStack()}`;
  if (!(await exists(name))) {
    return undefined;
  }
  const reference = new pulumi.StackReference(name);
  return new Promise((resolve) => {
    reference.outputs.apply((outputs: Record<string, unknown>) => {
      resolve(outputs);
    });
  });
}

/** A StackReference to a stack that does not exist fails the whole program; this invoke fails in a way that can be caught. */
async function exists(name: string): Promise<boolean> {
  try {
    await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("unknown stack")) {
      return false;
    }
    throw error;
  }
}

function describeProblems(phase: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ path: where, message }) => `  - ${where} ${message}`);
  return [
    `${phase} does not publish what ${pulumi.getProject()} reads in ${environment()}:`,
    ...lines,
    remedy(phase),
  ].join("\n");
}

function remedy(phase: string): string {
  return `Run: npx platform up ${environment()} ${phase}   (the contract is contracts/stacks/${phase}.ts)`;
}

function environment(): string {
  return pulumi.getStack();
}
