import { Command } from "commander";
import { bootstrapEnvironment } from "../bootstrap/bootstrap.ts";
import { readEnvironmentFile } from "../environment-file.ts";
import { UsageError } from "../steps.ts";

/** `platform bootstrap`: the state backend and secrets provider of a cloud environment. */
export function bootstrap(): Command {
  return new Command("bootstrap")
    .description("Makes the S3 state backend and the KMS key of an environment's secrets; safe to run again.")
    .argument("<environment>", "dev, test or prod")
    .action(async (environment: string) => {
      if (environment === "local") {
        throw new UsageError(
          "local needs no bootstrap: its state lies in the state directory of the one-machine cloud.",
        );
      }
      const file = readEnvironmentFile(environment);
      for await (const line of bootstrapEnvironment(file)) {
        process.stdout.write(`${line}\n`);
      }
    });
}
