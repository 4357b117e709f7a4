import type { Properties } from "../resource-type.ts";
import { isObject } from "../values.ts";

/**
 * Renders `aws.iam.getPolicyDocument` as the provider does: statements in AWS's element names, single values as a text
 * and several as a list in reverse order of the alphabet, empty elements left out.
 *
 * Source: terraform-provider-aws, internal/service/iam/policy_document_data_source.go and policy_model.go.
 */
export function policyDocument(args: Properties): { json: string; minifiedJson: string } {
  const merged = mergeStatements([
    ...documents(args.sourcePolicyDocuments).flatMap(statementsOf),
    ...objects(args.statements).map(statement),
    ...documents(args.overridePolicyDocuments).flatMap(statementsOf),
  ]);
  const version = typeof args.version === "string" ? args.version : "2012-10-17";
  const document = {
    Version: version,
    ...(typeof args.policyId === "string" && args.policyId !== "" ? { Id: args.policyId } : {}),
    Statement: merged.length === 0 ? undefined : merged,
  };
  return { json: JSON.stringify(document, undefined, 2), minifiedJson: JSON.stringify(document) };
}

/** A later statement replaces an earlier one of the same Sid, in its place. */
function mergeStatements(statements: readonly Properties[]): Properties[] {
  const merged: Properties[] = [];
  for (const next of statements) {
    const same = merged.findIndex(({ Sid }) => Sid !== undefined && Sid === next.Sid);
    if (same < 0) merged.push(next);
    else merged[same] = next;
  }
  return merged;
}

function statement(given: Properties): Properties {
  const rendered: Properties = {};
  if (typeof given.sid === "string" && given.sid !== "") rendered.Sid = given.sid;
  rendered.Effect = typeof given.effect === "string" ? given.effect : "Allow";
  put(rendered, "Action", texts(given.actions));
  put(rendered, "NotAction", texts(given.notActions));
  put(rendered, "Resource", texts(given.resources));
  put(rendered, "NotResource", texts(given.notResources));
  const principal = principals(objects(given.principals));
  if (principal !== undefined) rendered.Principal = principal;
  const notPrincipal = principals(objects(given.notPrincipals));
  if (notPrincipal !== undefined) rendered.NotPrincipal = notPrincipal;
  const condition = conditions(objects(given.conditions));
  if (condition !== undefined) rendered.Condition = condition;
  return rendered;
}

function put(statement: Properties, element: string, values: readonly string[]): void {
  if (values.length > 0) statement[element] = oneOrMany(values);
}

/** The provider sorts sets in descending order before it writes them. */
function oneOrMany(values: readonly string[]): string | string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : [...new Set(values)].sort().reverse();
}

function principals(given: readonly Properties[]): string | Properties | undefined {
  if (given.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const principal of given) {
    const type = String(principal.type);
    byType.set(type, [...(byType.get(type) ?? []), ...texts(principal.identifiers)]);
  }
  const everyone = byType.get("*");
  if (byType.size === 1 && everyone?.includes("*") === true) return "*";
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)]));
}

function conditions(given: readonly Properties[]): Properties | undefined {
  if (given.length === 0) return undefined;
  const rendered: Record<string, Properties> = {};
  for (const condition of given) {
    const test = String(condition.test);
    const values = texts(condition.values);
    const variables = rendered[test] ?? {};
    const [only] = values;
    variables[String(condition.variable)] = values.length === 1 ? only : values;
    rendered[test] = variables;
  }
  return rendered;
}

function statementsOf(document: Properties): Properties[] {
  return Array.isArray(document.Statement) ? objects(document.Statement) : objects([document.Statement]);
}

function documents(value: unknown): Properties[] {
  return texts(value).flatMap((text) => {
    if (text === "") return [];
    const document: unknown = JSON.parse(text);
    if (!isObject(document)) throw new Error("A policy document to merge is not a JSON object.");
    return [document];
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function objects(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
