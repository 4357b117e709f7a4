import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { EventLog } from "../../cli/engine/events.ts";
import { hazardsOf } from "../../cli/engine/guard.ts";
import { temporaryBackend } from "../../cli/engine/passphrase-backend.ts";
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

interface Program<Args> {
  /** The phase whose stateful resources it has; also its project's name. */
  readonly phase: Phase;
  /** Declares the resources. Runs in this process: loading what they are made of takes longer than a preview. */
  readonly declare: (args: Args) => void;
}

/** Name of a stack that needs none. */
const usual = "upgrades";

export async function upgradedProgram<Args>({ phase, declare }: Program<Args>): Promise<UpgradedProgram<Args>> {
  await usePulumi(progressTo(process.stderr));
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "upgraded-"));
  const server = await startProviderServer({ handlers: {}, mode: "recorded" });
  const stacks = new Map<string, Promise<Stack>>();
  const programWith = (args: Args) => (): Promise<void> => {
    declare(args);
    return Promise.resolve();
  };

  async function createStack(stackName: string): Promise<Stack> {
    const workDir = fs.mkdtempSync(path.join(root, "project-"));
    const envVars = {
      ...temporaryBackend(root),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: server.debugProviders,
    };
    const nothing = (): Promise<void> => Promise.resolve();
    const stack = await LocalWorkspace.createStack(
      { stackName, projectName: phase, program: nothing },
      { workDir, envVars },
    );
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    return stack;
  }

  function stackOf(stackName: string): Promise<Stack> {
    const stack = stacks.get(stackName) ?? createStack(stackName);
    stacks.set(stackName, stack);
    return stack;
  }

  return {
    async deploy(args, stackName = usual) {
      await (await stackOf(stackName)).up({ program: programWith(args) });
    },
    async propose(args, stackName = usual) {
      const stack = await stackOf(stackName);
      const log = new EventLog();
      const onEvent = log.add.bind(log);
      await stack.preview({ program: programWith(args), onEvent }).catch(() => undefined); // the log has the reason
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
    },
  };
}
