import { Command } from "commander";
import { type LocalCloud } from "../../local/client.ts";
import { cloudParts, toolchain } from "../../local/toolchain/index.ts";
import { upAll } from "../engine/runs.ts";
import { duration, progressTo } from "../report/progress.ts";
import { describeRun, finishedRun, runSucceeded } from "../report/finished-run.ts";
import { allSteps } from "../steps.ts";
import { interruptible } from "./interrupt.ts";
import { openTargetForChanges } from "./open-target.ts";
import { describeSmoke, runSmoke, type SmokeRun } from "./smoke.ts";

const whatNext = `
What to try next, in another terminal:
  npx platform outputs local             what each phase publishes
  npx platform up local                  again: no changes
  npx platform smoke local               again: nothing doubles
  npx platform preview dev --offline     a cloud environment, without credentials
  README.md                              the tour`;

/** `platform start`: what `npm start` runs. */
export function start(): Command {
  return new Command("start")
    .description("Brings local up on the one-machine cloud, runs the smoke tests, and stays until Ctrl-C.")
    .option("--once", "stop when done, and leave no process and no port behind")
    .action(async (options: { once?: boolean }) => {
      const started = performance.now();
      const progress = progressTo(process.stderr);
      // All at once: what is missing is said before anything long begins, and downloads run beside the build.
      await toolchain(cloudParts, (line) => {
        progress.say(line);
      });
      let cloud: LocalCloud | undefined;
      try {
        const succeeded = await interruptible(progress, async (signal) => {
          const opened = await openTargetForChanges("local", progress);
          cloud = opened.cloud;
          return bringUp({ ...opened, progress, signal });
        });
        process.exitCode ??= succeeded ? 0 : 1;
        process.stdout.write(
          `\n${succeeded ? "Up" : "Not all is well"} after ${duration((performance.now() - started) / 1000)}.\n`,
        );
        if (options.once !== true && succeeded) {
          process.stdout.write(`${whatNext}\n\nThe one-machine cloud runs until Ctrl-C.\n`);
          await untilInterrupted();
        }
      } finally {
        progress.say("Stopping the one-machine cloud; its data stays, and the next start continues with it.");
        await cloud?.stop();
      }
    });
}

/** Brings every phase up and runs the smoke tests; prints both reports. Returns whether all went well. */
async function bringUp(run: SmokeRun): Promise<boolean> {
  const { target, cloud, progress } = run;
  progress.say(target.headline);
  const outcomes = await upAll({ ...run, steps: allSteps, allowReplace: new Set() });
  const finished = finishedRun("up", target, outcomes);
  process.stdout.write(`\n${describeRun(finished).join("\n")}\n`);
  if (!runSucceeded(finished) || cloud === undefined) {
    return false;
  }
  progress.say("\nSmoke tests on real input:");
  const results = await runSmoke(run);
  process.stdout.write(`\n${describeSmoke(results).join("\n")}\n`);
  return results.every(({ status }) => status !== "failed");
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    // Nothing else may keep the process alive, so a timer does.
    const alive = setInterval(() => undefined, 60_000);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
    }
  });
}
