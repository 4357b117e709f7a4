import { Command } from "commander";
import { runScriptNamed, scriptNames } from "../scripts.ts";

/** `platform run`: the repository's own scripts, with the whole toolchain in place; what the npm scripts call. */
export function runScript(): Command {
  return new Command("run")
    .description(`Runs one of the repository's scripts with the toolchain in place: ${scriptNames.join(", ")}.`)
    .argument("<script>", scriptNames.join(", "))
    .argument("[arguments...]", "passed on")
    .allowUnknownOption()
    .action(async (name: string, rest: string[]) => {
      process.exitCode = await runScriptNamed(name, rest);
    });
}
