import * as fs from "node:fs";
import { Command } from "commander";
import { attach, type Status } from "../../local/client.ts";
import { stateDirectory } from "../../local/runtime/state-directory.ts";
import { localTarget } from "../engine/target.ts";
import { connectLocal } from "../local-cloud.ts";
import { progressTo } from "../report/progress.ts";
import { table } from "../report/table.ts";
import { usePulumi } from "../tools.ts";
import { UsageError } from "../steps.ts";

/** Commands for the one-machine cloud itself: `status`, `stop`, `reset`, `env`. */
export function localCommands(): readonly Command[] {
  return [status(), stop(), reset(), env()];
}

function status(): Command {
  return new Command("status")
    .description(
      "Shows what runs on the one-machine cloud: its processes, and the programs of Deployments with their ports.",
    )
    .argument("<environment>", "local (elsewhere AWS knows)")
    .action(async (environment: string) => {
      if (environment !== "local") {
        throw new UsageError(`Only local runs here; what ${environment} does is in its AWS account.`);
      }
      const cloud = await attach();
      const lines =
        cloud === undefined
          ? ["The one-machine cloud is not running (platform up local starts it)."]
          : describeStatus(await cloud.status());
      process.stdout.write(`${lines.join("\n")}\n`);
    });
}

/** A row per process, then one per Deployment whose program runs. */
export function describeStatus({ processes, workloads }: Pick<Status, "processes" | "workloads">): readonly string[] {
  return [
    ...table([
      ["process", "state", "pid", "restarts", "last crash"],
      ...processes.map(({ name, state, pid, restarts, lastCrash }) => [
        name,
        state,
        String(pid ?? ""),
        String(restarts),
        lastCrash ?? "",
      ]),
    ]),
    ...(workloads.length === 0
      ? []
      : [
          "",
          ...table([
            ["deployment", "program", "replicas asked for", "running", "container port: port on 127.0.0.1"],
            ...workloads.map(({ namespace, name, program, replicas, process: { state }, ports }) => [
              `${namespace}/${name}`,
              `workloads/${program}`,
              String(replicas),
              state === "ready" ? "1" : "0",
              ports.map(({ containerPort, port }) => `${containerPort}: ${port}`).join(", "),
            ]),
          ]),
        ]),
  ];
}

function stop(): Command {
  return new Command("stop")
    .description("Stops the one-machine cloud; its data stays, and `platform up local` continues with it.")
    .action(async () => {
      const cloud = await attach();
      await cloud?.stop();
      process.stdout.write(
        cloud === undefined
          ? "The one-machine cloud is not running.\n"
          : "The one-machine cloud has stopped; its data stays.\n",
      );
    });
}

function reset(): Command {
  return new Command("reset")
    .description("Stops the one-machine cloud and deletes all it holds: brokers, buckets, tables, Pulumi state.")
    .argument("<environment>", "local (nothing else can be reset)")
    .action(async (environment: string) => {
      if (environment !== "local") {
        throw new UsageError(
          `Only local can be reset; ${environment} holds real data. To remove it phase by phase: npx platform destroy ${environment}`,
        );
      }
      const cloud = await attach();
      await cloud?.stop();
      const { root } = stateDirectory();
      fs.rmSync(root, { recursive: true, force: true });
      process.stdout.write(`Removed ${root}\n`);
    });
}

function env(): Command {
  return new Command("env")
    .description('Prints the environment for plain `pulumi` on the one-machine cloud: eval "$(npx platform env local)"')
    .argument("<environment>", "local (elsewhere plain `pulumi` needs nothing from platform)")
    .action(async (environment: string) => {
      if (environment !== "local") {
        throw new UsageError(
          `Plain pulumi needs nothing from platform in ${environment}: pulumi up -C stacks/network --stack ${environment}`,
        );
      }
      const progress = progressTo(process.stderr);
      await usePulumi(progress);
      const cloud = await connectLocal(progress);
      // The session stays open for the shell that evaluates this; it ends with the one-machine cloud.
      const target = localTarget({ ...cloud, openSession: () => cloud.openSession({ outlivesClient: true }) });
      const session = await target.openSession();
      const lines = Object.entries({ ...session.variables, PATH: process.env.PATH ?? "" }).map(
        ([name, value]) => `export ${name}='${value}'`,
      );
      process.stdout.write(`${lines.join("\n")}\ncd '${target.projectDirectory("event-platform")}'\n`);
    });
}
