import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { phaseNames } from "../../contracts/stacks/index.ts";
import { type Request } from "../../policy/iam/evaluate.ts";

/**
 * The permission matrix: `<phase>.yaml` by role, without the environment that its name begins with; `every-role.yaml` for
 * all of them. A row is `<action> on <ARN>`, with ` when <condition key> = <value>`, more of them after ` and `. Action and
 * ARN may hold wildcards: the row is then for all that they take in. Placeholders: `{environment}`, `{account}`, `{region}`,
 * `{here}` for Region and account in an ARN, `{bucketPlace}` for how the names of buckets end, `{each}` of a list of roles.
 *
 * What a row does not say of a request may be anything, but its Region is the environment's and its transport is TLS.
 */

/** Where an environment is. */
export interface Place {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
}

const listed = z.strictObject({ source: z.url(), actions: z.array(z.string()) });
const calls = z.strictObject({ code: z.array(z.string()), services: z.array(z.string()) });

const rows = z.strictObject({
  /** Names that `{each}` of the role's name stands for. */
  each: z.array(z.string()).default([]),
  /** Where the role is, if not everywhere. */
  environments: z.array(z.string()).optional(),
  /** Actions that the workload calls: a file beside it, or for what others wrote, what they say it calls. */
  calls: z.union([z.string(), listed]),
  /** Why it may do what it does not call, by action or by the name of a policy that AWS keeps. */
  unused: z.record(z.string(), z.string()).default({}),
  allowed: z.array(z.string()).min(1),
  denied: z.array(z.string()).min(1),
});

/** What is demanded of one role. */
export interface RoleRows {
  readonly phase: string;
  /** Without the environment in front. */
  readonly role: string;
  readonly environments: readonly string[] | undefined;
  readonly calls: readonly string[];
  /** What the workload's own code calls, where it is ours. */
  readonly workload: { readonly file: string; readonly code: readonly string[] } | undefined;
  readonly unused: Readonly<Record<string, string>>;
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

const forbidden = z.array(z.strictObject({ denied: z.string(), except: z.array(z.string()).default([]) }));

/** What no role may do. */
export function everyRole(): z.infer<typeof forbidden> {
  return forbidden.parse(yamlOf(path.join(import.meta.dirname, "every-role.yaml")));
}

/** The rows of all roles. */
export function roleRows(): readonly RoleRows[] {
  return phaseNames.flatMap((phase) => {
    const file = path.join(import.meta.dirname, `${phase}.yaml`);
    // A phase without roles has no file.
    const listing = existsSync(file) ? z.record(z.string(), rows).parse(yamlOf(file)) : {};
    return Object.entries(listing).flatMap(([name, row]) =>
      (row.each.length === 0 ? [""] : row.each).map((each) => {
        const fill = (text: string): string => text.replaceAll("{each}", each);
        const called = callsOf(row.calls);
        const { environments, unused } = row;
        const [allowed, denied] = [row.allowed.map(fill), row.denied.map(fill)];
        return { phase, role: fill(name), environments, unused, allowed, denied, ...called };
      }),
    );
  });
}

function callsOf(said: z.infer<typeof rows>["calls"]): Pick<RoleRows, "calls" | "workload"> {
  if (typeof said !== "string") return { calls: said.actions, workload: undefined };
  const { code, services } = calls.parse(yamlOf(path.join(import.meta.dirname, "../..", said)));
  return { calls: [...code, ...services], workload: { file: said, code } };
}

/** The request that a row is about. */
export function requestOf(row: string, { environment, account, region }: Place): Request {
  const filled = row
    .replaceAll("{here}", `${region}:${account}`)
    .replaceAll("{bucketPlace}", `${account}-${region}`)
    .replaceAll("{environment}", environment)
    .replaceAll("{account}", account)
    .replaceAll("{region}", region);
  const parts = /^(?<action>\S+) on (?<resource>\S+)(?: when (?<when>.+))?$/.exec(filled)?.groups;
  if (parts === undefined)
    throw new Error(`"${row}" is no row: write <action> on <ARN> when <condition key> = <value>.`);
  const { action = "", resource = "", when } = parts;
  const conditions = (when ?? "").split(" and ").filter((condition) => condition !== "");
  const given = conditions.map((condition) => condition.split(" = ") as [string, string]); // the two sides
  const context = { "aws:RequestedRegion": region, "aws:SecureTransport": "true", ...Object.fromEntries(given) };
  return { action, resource, context, complete: false };
}

function yamlOf(file: string): unknown {
  return parse(readFileSync(file, "utf8"));
}
