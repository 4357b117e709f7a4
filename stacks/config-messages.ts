import { z } from "zod";

/** What is allowed, where a schema does not say it in words of its own; leaves all else to zod. */
export function defaultMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.join(", ")}`;
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_union":
      return Array.isArray(issue.options) ? `must be ${issue.options.map(String).join(" or ")}` : undefined;
    case "invalid_key":
      return `is no name that may stand here: ${issue.issues.map(({ message }) => message).join("; ")}`;
    case "invalid_format":
      return issue.pattern === undefined ? undefined : `must match ${issue.pattern}`;
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text; put a number in quotes, for example "10.4"',
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list like [a, b]",
  object: "an object like { name: value }",
  record: "an object like { name: value }",
};

type TooSmall = Pick<z.core.$ZodIssueTooSmall, "origin" | "minimum" | "inclusive">;

function tooSmall({ origin, minimum, inclusive }: TooSmall): string {
  if (origin === "string") {
    return minimum === 1 ? "must not be empty" : `must have at least ${minimum} characters`;
  }
  if (origin === "array") {
    return `must hold at least ${minimum}`;
  }
  return `must be ${inclusive === false ? "more than" : "at least"} ${minimum}`;
}

type TooBig = Pick<z.core.$ZodIssueTooBig, "origin" | "maximum" | "inclusive">;

function tooBig({ origin, maximum, inclusive }: TooBig): string {
  if (origin === "string") {
    return `must have at most ${maximum} characters`;
  }
  if (origin === "array") {
    return `must hold at most ${maximum}`;
  }
  return `must be ${inclusive === false ? "less than" : "at most"} ${maximum}`;
}
