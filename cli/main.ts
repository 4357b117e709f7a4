import { platformProgram } from "./program.ts";

/** Exit codes of every command: 0 done, 1 failed, 2 changes pending. */
const failed = 1;

try {
  await platformProgram().parseAsync();
} catch (error) {
  // People need the message; where it came from is for whoever mends the CLI itself.
  const inDetail = process.env.PLATFORM_DEBUG !== undefined && error instanceof Error && error.stack !== undefined;
  const message = inDetail ? error.stack : error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message ?? ""}\n`);
  process.exitCode = failed;
}
