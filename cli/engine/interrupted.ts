import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import { promisify } from "node:util";
import { type Deployment, type Stack } from "@pulumi/pulumi/automation/index.js";
import { type EngineSession, type Target } from "./target.ts";
import { nameOf, typeOf } from "./events.ts";

/** A create that an earlier run started and never heard the end of. */
export interface PendingCreate {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Finds the provider ID of a resource that may have been made; `undefined` when it cannot be known. */
export type IdLookup = (pending: PendingCreate) => string | undefined;

/**
 * Types whose provider ID is known from the inputs, so that an interrupted create can be adopted on AWS as well.
 * Everything else has an ID that only the lost reply carried.
 */
const idFromInputs: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => unknown>> = {
  "aws:s3/bucket:Bucket": ({ bucket }) => bucket,
  "aws:iam/role:Role": ({ name }) => name,
  "aws:kms/alias:Alias": ({ name }) => name,
  "aws:cloudwatch/logGroup:LogGroup": ({ name }) => name,
  "aws:eks/cluster:Cluster": ({ name }) => name,
};

export const lookUpByName: IdLookup = ({ type, inputs }) => {
  const id = idFromInputs[type]?.(inputs);
  return typeof id === "string" ? id : undefined;
};

/**
 * Brings a stack whose last run was cut off back to a state that describes the world: a create that went through is
 * adopted, one that did not is dropped. Pulumi alone would leave the pending operation and create a second resource.
 *
 * @returns one line per pending create, for the person at the terminal.
 */
export async function resolvePendingCreates(
  stack: Stack,
  session: EngineSession,
  target: Target,
  lookUp: IdLookup,
): Promise<readonly string[]> {
  const pending = pendingCreates(await stack.exportStack());
  if (pending.length === 0) {
    return [];
  }
  const found = pending.map((create) => ({ ...create, id: lookUp(create) }));
  const args = ["refresh", "--yes", "--skip-preview", "--non-interactive", "--stack", target.environment];
  for (const { urn, id } of found) {
    if (id !== undefined) {
      args.push("--import-pending-creates", urn, "--import-pending-creates", id);
    }
  }
  if (found.some(({ id }) => id === undefined)) {
    args.push("--clear-pending-creates");
  }
  await promisify(execFile)("pulumi", args, {
    cwd: stack.workspace.workDir,
    env: { ...process.env, ...session.variables },
  });
  return found.map(({ urn, type, id }) =>
    id === undefined
      ? `${type} "${nameOf(urn)}": its create was cut off and its ID is not known; forgotten. Look for one that was made all the same before you rely on its absence.`
      : `${type} "${nameOf(urn)}": its create was cut off; adopted ${id} if it exists`,
  );
}

function pendingCreates(deployment: Deployment): readonly PendingCreate[] {
  const content = deployment.deployment as {
    pending_operations?: { type: string; resource: { urn: string; inputs?: Record<string, unknown> } }[];
  } | null; // Pulumi's deployment schema, version 3
  return (content?.pending_operations ?? [])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => ({ urn: resource.urn, type: typeOf(resource.urn), inputs: resource.inputs ?? {} }));
}

/**
 * Whether the lock that an error message speaks of belongs to a process of this machine that is gone: then the run that
 * took it was killed, and `pulumi cancel` is right.
 */
export function lockHolderIsGone(message: string): boolean {
  const holder = /created by [^@\s]+@(?<host>\S+) \(pid (?<pid>\d+)\)/.exec(message)?.groups;
  const pid = Number(holder?.["pid"]);
  return holder?.["host"] === os.hostname() && Number.isInteger(pid) && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  if (fs.existsSync("/proc/self")) {
    return fs.existsSync(`/proc/${pid}`);
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
