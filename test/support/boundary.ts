import { type GuardStatement } from "../../components/iam/policy-document.ts";

/** A request as IAM judges it. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Values of an element of a statement. */
export const valuesOf = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

function matches(patterns: string | readonly string[] | undefined, value: string): boolean {
  const expression = (pattern: string): RegExp =>
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
      "i",
    );
  return valuesOf(patterns).some((pattern) => expression(pattern).test(value));
}

/** Whether IAM would let a request through a boundary, as far as these documents use the policy grammar. */
export function letsThrough(document: string, { action, resource, context = {} }: PolicyRequest): boolean {
  const { Statement } = JSON.parse(document) as { Statement: readonly GuardStatement[] }; // written by the function under test
  const given: Readonly<Record<string, string>> = { "aws:RequestedRegion": "eu-central-1", ...context };
  const applies = (statement: GuardStatement): boolean =>
    (statement.Action === undefined ? !matches(statement.NotAction, action) : matches(statement.Action, action)) &&
    (statement.Resource === undefined
      ? !matches(statement.NotResource, resource)
      : matches(statement.Resource, resource)) &&
    Object.entries(statement.Condition?.StringEquals ?? {}).every(([key, values]) =>
      valuesOf(values).includes(given[key] ?? ""),
    );
  const applying = Statement.filter(applies);
  return applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny");
}
