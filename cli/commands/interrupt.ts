import { type Progress } from "../report/progress.ts";

/**
 * Runs `work` so that Ctrl-C stops it in order: the engine gets its own SIGINT from the terminal and finishes the
 * resources it is on; a second Ctrl-C ends at once.
 */
export async function interruptible<T>(progress: Progress, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      process.exit(130);
    }
    progress.say(
      "Stopping: letting the engine finish what it is on (Ctrl-C again ends at once; the next run continues)",
    );
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}
