import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { type LocalCloud, type Status } from "../../local/client.ts";
import { readEnvironmentFile } from "../environment-file.ts";
import { awsTarget, localTarget, offlineTarget, type Target } from "../engine/target.ts";
import { readPolicyConfig } from "../policy/config.ts";
import { connectLocal } from "../local-cloud.ts";
import { type Progress } from "../report/progress.ts";
import { usePulumi } from "../tools.ts";
import { UsageError } from "../steps.ts";

/** How a command picks where it runs. */
export interface TargetOptions {
  /** Preview without credentials; `undefined` decides by whether there are any. */
  readonly offline?: boolean;
}

/** An open target, and the one-machine cloud under it when it is `local`. */
export interface OpenTarget {
  readonly target: Target;
  readonly cloud?: LocalCloud;
}

/**
 * Checks the environment's files, puts the Pulumi CLI in place and opens where the environment lives.
 *
 * @throws {UsageError} with every problem of the environment's file, or of its policy configuration.
 */
export async function openTarget(environment: string, options: TargetOptions, progress: Progress): Promise<OpenTarget> {
  const file = readEnvironmentFile(environment);
  readPolicyConfig(environment);
  await usePulumi(progress);
  if (environment === "local" && options.offline !== true) {
    const cloud = await connectLocal(progress);
    sayCrashes(await cloud.status(), progress);
    return { target: localTarget(cloud), cloud };
  }
  if (options.offline === true) {
    return { target: offlineTarget(environment, "--offline") };
  }
  if (options.offline === undefined && !(await hasAwsCredentials())) {
    return { target: offlineTarget(environment, "no AWS credentials found") };
  }
  return { target: awsTarget(file) };
}

/** A process that was killed may have lost what it was just told, which only a refresh shows. */
function sayCrashes({ processes }: Status, progress: Progress): void {
  for (const { name, lastCrash } of processes) {
    if (lastCrash !== undefined) {
      progress.say(
        `${name} ended (${lastCrash}) and was started again. Should anything be missing: npx platform refresh local, then npx platform up local`,
      );
    }
  }
}

/**
 * Opens a target for a command that changes things; it never falls back to the stand-in.
 *
 * @throws {UsageError} when there are no credentials, saying how to give some.
 */
export async function openTargetForChanges(environment: string, progress: Progress): Promise<OpenTarget> {
  if (environment !== "local" && !(await hasAwsCredentials())) {
    readEnvironmentFile(environment);
    throw new UsageError(
      `${environment} lives in AWS, and no AWS credentials were found (environment, profile, SSO, instance role). ` +
        `Log in, for example with: aws sso login. To see what would change without credentials: npx platform preview ${environment} --offline`,
    );
  }
  return openTarget(environment, { offline: false }, progress);
}

/** Asks the credential chain that every AWS tool uses; half a second is enough for an instance role to answer. */
async function hasAwsCredentials(): Promise<boolean> {
  try {
    await defaultProvider({ timeout: 500, maxRetries: 0 })();
    return true;
  } catch {
    return false;
  }
}
