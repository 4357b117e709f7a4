import { type Progress } from "../report/progress.ts";

/** As shells say that a signal ended a program. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `work` so that Ctrl-C stops it in order: the engine finishes the resources it is on and nothing more is begun; a
 * second Ctrl-C ends at once. The process then ends with 130 (143 after SIGTERM), whatever else was to be its exit code.
 */
export async function interruptible<T>(progress: Progress, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (name: keyof typeof exitCodes): void => {
    if (controller.signal.aborted) {
      process.exit(exitCodes[name]);
    }
    process.once("exit", () => (process.exitCode = exitCodes[name]));
    progress.say(
      "Stopping: letting the engine finish what it is on (Ctrl-C again ends at once; the next run continues)",
    );
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new Error("Interrupted; the same command continues.", { cause: error }) : error;
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}
