import { Command } from "commander";
import { contracts, isPhase, type Phase } from "../../contracts/stacks/index.ts";
import { readPublished } from "../engine/published.ts";
import { progressTo } from "../report/progress.ts";
import { parseSteps } from "../steps.ts";
import { openTarget } from "./open-target.ts";

/** `platform outputs`: what the phases publish, checked against their contracts. */
export function outputs(): Command {
  return new Command("outputs")
    .description("Shows what the phases publish, with the meaning of each output from its contract.")
    .argument("<environment>", "local, dev, test or prod")
    .argument("[phases...]", "phases to show; all of them when none is named")
    .action(async (environment: string, names: string[], options: { json?: boolean }) => {
      const phases = parseSteps(names).filter((step): step is Phase => isPhase(step));
      const { target } = await openTarget(environment, { offline: false }, progressTo(process.stderr));
      const published = await Promise.all(
        phases.map(async (phase) => [phase, await readPublished(target, phase)] as const),
      ).finally(() => target.close());
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify(Object.fromEntries(published), null, 2)}\n`);
        return;
      }
      for (const [phase, values] of published) {
        process.stdout.write(`${phase}${values === undefined ? ": not deployed" : ""}\n`);
        for (const [name, value] of Object.entries(values ?? {})) {
          const { stability, description } = contractOutput(phase, name);
          process.stdout.write(`  ${name}  (${stability}) ${description}\n    ${JSON.stringify(value)}\n`);
        }
      }
    });
}

function contractOutput(phase: Phase, name: string): { readonly stability: string; readonly description: string } {
  const declarations: Readonly<Record<string, { stability: string; description: string }>> = contracts[phase].outputs;
  return declarations[name] ?? { stability: "undeclared", description: "" };
}
