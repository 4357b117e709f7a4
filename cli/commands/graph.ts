import { Command } from "commander";
import { needsOf, phaseNames, phasesAsMermaid } from "../../contracts/stacks/index.ts";

/** `platform graph`: the phases and who reads whom. */
export function graph(): Command {
  return new Command("graph")
    .description("Draws the phases and who reads whom, as Mermaid.")
    .action((options: { json?: boolean }) => {
      const text =
        options.json === true
          ? JSON.stringify(Object.fromEntries(phaseNames.map((phase) => [phase, needsOf(phase)])), null, 2)
          : phasesAsMermaid();
      process.stdout.write(`${text}\n`);
    });
}
