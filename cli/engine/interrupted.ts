import * as fs from "node:fs";
import * as os from "node:os";
import { type Stack } from "@pulumi/pulumi/automation/index.js";
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
 * adopted, one that did not is dropped. Pulumi alone would leave the pending operation and create a second resource; its
 * own `refresh --import-pending-creates` (3.259) drops every pending create, whatever IDs it is given.
 *
 * @returns one line per pending create, for the person at the terminal.
 */
export async function resolvePendingCreates(stack: Stack, lookUp: IdLookup): Promise<readonly string[]> {
  const exported = await stack.exportStack();
  const content = exported.deployment as DeploymentContent | null; // Pulumi's deployment schema, version 3
  const pending = (content?.pending_operations ?? [])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => resource);
  if (content === null || pending.length === 0) {
    return [];
  }
  const found = pending.map((resource) => ({
    resource,
    id: lookUp({ urn: resource.urn, type: typeOf(resource.urn), inputs: resource.inputs ?? {} }),
  }));
  const adopted = found.flatMap(({ resource, id }) =>
    id === undefined ? [] : [{ ...resource, id, outputs: resource.inputs }],
  );
  const deployment = { ...content, resources: [...(content.resources ?? []), ...adopted], pending_operations: [] };
  await stack.importStack({ ...exported, deployment });
  // The provider reads what was adopted: a refresh fills in what it is, and drops it when it was never made.
  await stack.refresh({ color: "never", suppressProgress: true });
  return found.map(({ resource: { urn }, id }) =>
    id === undefined
      ? `${typeOf(urn)} "${nameOf(urn)}": its create was cut off and its ID is not known; forgotten. Look for one that was made all the same before you rely on its absence.`
      : `${typeOf(urn)} "${nameOf(urn)}": its create was cut off; adopted ${id} if it exists`,
  );
}

/** The parts of an exported stack that are read here. */
interface DeploymentContent {
  readonly resources?: readonly unknown[];
  readonly pending_operations?: readonly {
    readonly type: string;
    readonly resource: { readonly urn: string; readonly inputs?: Readonly<Record<string, unknown>> };
  }[];
}

/**
 * Whether the lock that an error message speaks of belongs to a process of this machine that is gone: then the run that
 * took it was killed, and `pulumi cancel` is right.
 */
export function lockHolderIsGone(message: string): boolean {
  const holder = /created by [^@\s]+@(?<host>\S+) \(pid (?<pid>\d+)\)/.exec(message)?.groups;
  const pid = Number(holder?.pid);
  return holder?.host === os.hostname() && Number.isInteger(pid) && !isAlive(pid);
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
