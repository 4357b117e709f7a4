import { anyKeyArn, type Place } from "../naming.ts";
import { policyDocument, type Statement } from "./policy-document.ts";

/** One kind of access to one resource, as the identity policy of whoever gets it needs it. Plain values: known at preview. */
export interface Grant {
  readonly statements: readonly Statement[];
  /** Aliases of the KMS keys that the resource is encrypted with, for example `alias/dev-lake`. */
  readonly keyAliases: readonly string[];
}

/**
 * Characters that the inline policies of one role may have together; IAM does not count white space, and there is none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maxInlinePolicyCharacters = 10_240;

/**
 * The policy of one role, from everything it is granted.
 *
 * @throws {Error} when there is nothing in it, when grants contradict each other, or when IAM would refuse its size.
 */
export function permissionsDocument(place: Place, roleName: string, grants: readonly Grant[]): string {
  const statements = combineGrants(place, grants);
  if (statements.length === 0) {
    throw new Error(`The role "${roleName}" is granted nothing. Give it a grant, or leave the role out.`);
  }
  const document = policyDocument(statements);
  if (document.length > maxInlinePolicyCharacters) {
    throw new Error(
      `The policy of the role "${roleName}" has ${document.length} characters; IAM allows ${maxInlinePolicyCharacters}. Grant whole prefixes or fewer resources, or split the workload into two roles.`,
    );
  }
  return document;
}

/**
 * Statements of several grants as one list, whatever order the grants come in: statements that differ in their resources
 * alone become one, all keys become one, everything is sorted.
 *
 * @throws {Error} when a grant is empty, or when two statements of one Sid say different things.
 */
export function combineGrants(place: Place, grants: readonly Grant[]): readonly Statement[] {
  if (grants.some(({ statements }) => statements.length === 0)) {
    throw new Error("A grant without statements grants nothing. Leave it out where it is made.");
  }
  const aliases = sorted(grants.flatMap(({ keyAliases }) => keyAliases));
  const bySid = new Map<string, Statement>();
  for (const statement of grants.flatMap(({ statements }) => statements.map(normalized))) {
    const before = bySid.get(statement.Sid);
    if (before !== undefined && rightsOf(before) !== rightsOf(statement)) {
      throw new Error(
        `Two statements named "${statement.Sid}" say different things: ${rightsOf(before)} and ${rightsOf(statement)}. Name one of them otherwise.`,
      );
    }
    bySid.set(statement.Sid, before === undefined ? statement : withResourcesOf(before, statement));
  }
  const keys = aliases.length === 0 ? [] : [normalized(useKeys(place, aliases))];
  const clash = keys.find(({ Sid }) => bySid.has(Sid));
  if (clash !== undefined) {
    throw new Error(`The Sid "${clash.Sid}" is kept for the keys of all grants. Name the statement otherwise.`);
  }
  return [...bySid.values(), ...keys].sort((one, other) => (one.Sid < other.Sid ? -1 : 1));
}

/** What stands after `alias/`, or any other text, as a part of a Sid, which takes letters and digits alone. */
export function sidPart(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/**
 * Keys by their aliases: a key's ARN is unknown before the key exists, and would make the whole document unknown. Readers
 * get a data key as well: without the right to write it opens nothing.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function useKeys(place: Place, aliases: readonly string[]): Statement {
  return {
    Sid: "UseKeys",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: anyKeyArn(place),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } },
  };
}

function normalized(statement: Statement): Statement {
  return {
    ...statement,
    Action: oneOrMore(statement.Action),
    ...(statement.Resource === undefined ? {} : { Resource: oneOrMore(statement.Resource) }),
  };
}

function withResourcesOf(one: Statement, other: Statement): Statement {
  return { ...one, Resource: oneOrMore([...asList(one.Resource ?? []), ...asList(other.Resource ?? [])]) };
}

/** All of a statement but the resources. */
function rightsOf(statement: Statement): string {
  return JSON.stringify({ ...statement, Resource: undefined });
}

function oneOrMore(values: string | readonly string[]): string | readonly string[] {
  const list = sorted(asList(values));
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : list;
}

function asList(values: string | readonly string[]): readonly string[] {
  return typeof values === "string" ? [values] : values;
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
