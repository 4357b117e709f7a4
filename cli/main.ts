import { platformProgram } from "./program.ts";
import { UsageError } from "./steps.ts";

/** Exit codes of every command: 0 done, 1 failed, 2 changes pending. */
const failed = 1;

try {
  await platformProgram().parseAsync();
} catch (error) {
  const message =
    error instanceof Error
      ? error instanceof UsageError
        ? error.message
        : (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = failed;
}
