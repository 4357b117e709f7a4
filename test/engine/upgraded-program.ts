import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { EventLog } from "../../cli/engine/events.ts";
import { hazardsOf } from "../../cli/engine/guard.ts";
import { passphraseBackend } from "../../cli/engine/passphrase-backend.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { type Phase } from "../../contracts/stacks/index.ts";
import { startProviderServer } from "../../local/provider/server.ts";

/** What an engine run would change, or why it would not run. */
export interface Proposal {
  /** `<operation> <type> <name>`, sorted; components left out. */
  readonly changes: readonly string[];
  /** Stateful resources that would be lost, each with the properties that are the reason. */
  readonly hazards: readonly string[];
  readonly errors: readonly string[];
}

/** A small program that a test deploys and then changes, through the real engine, every resource recorded. */
export interface UpgradedProgram<Args> {
  readonly deploy: (args: Args, stackName?: string) => Promise<void>;
  /** A preview with other arguments of the stack that was deployed under this name, if one was. */
  readonly propose: (args: Args, stackName?: string) => Promise<Proposal>;
  readonly close: () => Promise<void>;
}

interface Program {
  /** Beside this file. Its program reads its arguments from a variable, as JSON. */
  readonly folder: string;
  readonly variable: string;
  /** The phase whose stateful resources it has. */
  readonly phase: Phase;
}

/** Name of a stack that needs none. */
const usual = "upgrades";

export async function upgradedProgram<Args>({ folder, variable, phase }: Program): Promise<UpgradedProgram<Args>> {
  await usePulumi(progressTo(process.stderr));
  const workDir = path.join(import.meta.dirname, folder);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), `${folder}-`));
  const server = await startProviderServer({ handlers: {}, mode: "recorded" });
  const stacks = new Set<string>();

  async function stackWith(stackName: string, args: Args): Promise<Stack> {
    stacks.add(stackName);
    const envVars = {
      ...passphraseBackend(root),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: server.debugProviders,
      [variable]: JSON.stringify(args),
    };
    const stack = await LocalWorkspace.createOrSelectStack({ stackName, workDir }, { envVars });
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    return stack;
  }

  return {
    async deploy(args, stackName = usual) {
      await (await stackWith(stackName, args)).up();
    },
    async propose(args, stackName = usual) {
      const stack = await stackWith(stackName, args);
      const log = new EventLog();
      const onEvent = log.add.bind(log);
      await stack.preview({ onEvent }).catch(() => undefined); // the log has the reason
      const changes = log.changes.filter(({ type }) => type.startsWith("aws:"));
      return {
        changes: changes.map(({ type, name, operation }) => `${operation} ${type} ${name}`).sort(),
        hazards: hazardsOf({ step: phase, changes }).map(
          ({ type, name, kind, properties }) => `${kind} ${type} ${name}: ${properties.join(", ")}`,
        ),
        errors: log.errors.map(({ message }) => message),
      };
    },
    async close() {
      await server.close();
      fs.rmSync(root, { recursive: true, force: true });
      for (const stack of stacks) fs.rmSync(path.join(workDir, `Pulumi.${stack}.yaml`), { force: true });
    },
  };
}
