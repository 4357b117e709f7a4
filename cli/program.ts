import { Command, Option } from "commander";
import { doctor } from "./commands/doctor.ts";
import { environmentCommands } from "./commands/environment.ts";
import { bootstrap } from "./commands/bootstrap.ts";
import { graph } from "./commands/graph.ts";
import { localCommands } from "./commands/local.ts";
import { outputs } from "./commands/outputs.ts";
import { policyCommand } from "./commands/policy.ts";
import { smokeCommand } from "./commands/smoke.ts";
import { start } from "./commands/start.ts";

/** The command line of `platform`: every command with its arguments and options. */
export function platformProgram(): Command {
  const program = new Command("platform")
    .description("Runs the phases of an environment in their order, with the policy packs attached.")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      "after",
      `
Environments: local (the one-machine cloud, needs no account), dev, test, prod.
Exit codes: 0 done and nothing pending, 2 changes pending (preview, refresh), 1 failed, 130 interrupted.

Variables: PLATFORM_CONFIG_DIR folder of the environment files and of policy/config/<environment>.json (default: the
repository); PLATFORM_STATE_DIR state of the one-machine cloud (default: .platform/local); PLATFORM_PORT_BASE first of its
ports (default: 24600); PLATFORM_CACHE_DIR fetched and built tools (default: ~/.cache/event-platform).

Examples:
  platform up local                     bring the one-machine cloud up and deploy all phases to it
  platform preview dev --offline        preview all phases of dev without credentials
  platform destroy dev lake streaming   destroy two phases, readers first`,
    )
    .showHelpAfterError("(platform --help lists the commands)");

  for (const command of [
    ...environmentCommands(),
    outputs(),
    smokeCommand(),
    policyCommand(),
    graph(),
    start(),
    ...localCommands(),
    doctor(),
    bootstrap(),
  ]) {
    program.addCommand(command);
  }
  // Declared so that it is documented once; each command writes JSON itself.
  program.commands.forEach((command) => {
    if (["up", "preview", "refresh", "destroy", "outputs", "smoke", "graph", "doctor"].includes(command.name())) {
      command.addOption(new Option("--json", "write the result as JSON to stdout; progress goes to stderr"));
    }
  });
  return program;
}
