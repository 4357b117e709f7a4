import { Command } from "commander";
import { attach } from "../../local/client.ts";
import { prerequisites } from "../../local/toolchain/index.ts";
import { environments } from "../../stacks/platform-config.ts";
import { readEnvironmentFile } from "../environment-file.ts";
import { readPolicyConfig } from "../policy/config.ts";

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** `platform doctor`: what this machine and this checkout lack, before a command runs into it. */
export function doctor(): Command {
  return new Command("doctor")
    .description("Checks prerequisites, environment files and the one-machine cloud; says how to mend what is wrong.")
    .action(async (options: { json?: boolean }) => {
      const findings = [...(await machine()), ...files(), await cloud()];
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
      } else {
        findings.forEach(({ what, ok, detail }) =>
          process.stdout.write(`${ok ? "ok     " : "MISSING"} ${what}: ${detail}\n`),
        );
      }
      process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
    });
}

async function machine(): Promise<readonly Finding[]> {
  return (await prerequisites()).map(({ tool, needed, found, ok, optional, install }) => ({
    what: tool,
    ok: ok || optional,
    detail: ok ? found.join(", ") : `needs ${needed}; found ${found.join(", ") || "none"}; ${install}`,
  }));
}

function files(): readonly Finding[] {
  return environments.map((environment) => {
    try {
      const { platform } = readEnvironmentFile(environment);
      readPolicyConfig(environment);
      return {
        what: `Pulumi.${environment}.yaml`,
        ok: true,
        detail: `account ${platform.accountId}, ${platform.region}`,
      };
    } catch (error) {
      return {
        what: `Pulumi.${environment}.yaml`,
        ok: false,
        detail: error instanceof Error ? error.message : String(error),
      };
    }
  });
}

async function cloud(): Promise<Finding> {
  const what = "one-machine cloud";
  const running = await attach();
  if (running === undefined) {
    return { what, ok: true, detail: "not running (platform up local starts it)" };
  }
  const { state, pid, processes, clusters, stateDirectory } = await running.status();
  const detail = `${state}, process ${pid} with ${processes.length} of its own, ${clusters.length} MSK clusters, state in ${stateDirectory}`;
  return { what, ok: state !== "failed", detail };
}
