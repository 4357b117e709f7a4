import { fail, type Finding, undecided } from "../rule.ts";
import { matchesPattern } from "../pattern.ts";
import { type Condition, type Names, type PolicyDocument, type Statement } from "./document.ts";

/** An answer about a document that may hold unknown values. */
export type Answer = "yes" | "no" | "unknown";

export function all(...answers: readonly Answer[]): Answer {
  return answers.includes("no") ? "no" : answers.includes("unknown") ? "unknown" : "yes";
}

export function any(...answers: readonly Answer[]): Answer {
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

export function not(answer: Answer): Answer {
  return answer === "yes" ? "no" : answer === "no" ? "yes" : "unknown";
}

/** Whether any of the names passes a test. */
export function some(names: Names, test: (value: string) => boolean): Answer {
  return names.values.some(test) ? "yes" : names.unknown ? "unknown" : "no";
}

export function allows({ effect }: Statement): Answer {
  return effect === "unknown" ? "unknown" : effect === "Allow" ? "yes" : "no";
}

/** Whether the statement's actions take in an action; NotAction is left to a rule of its own. */
export function namesAction({ actions }: Statement, action: string): Answer {
  return some(actions, (pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

/** Whether an action is `*`, `s3:*` or a longer way to write them. */
export function namesWholeService(action: string): boolean {
  return /^([^:]*:)?[*?]*\*[*?]*$/.test(action);
}

const everything = (name: string): boolean => /^(\*+|\*+:\*+)$/.test(name);

/** Whether the statement names every action and every resource. */
export function namesEverything({ actions, resources }: Statement): Answer {
  return all(some(actions, everything), some(resources, everything));
}

/** Whether the statement is for anybody at all. */
export function forAnybody({ principals }: Statement): Answer {
  if (principals.values.some(({ kind, value }) => value === "*" && (kind === "*" || kind === "AWS"))) return "yes";
  return principals.unknown ? "unknown" : "no";
}

/** Operators under which a condition holds only when the key is there and has one of the values. */
const narrowing = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "ForAnyValue:StringEquals",
  "ForAnyValue:StringLike",
]);

/** Whether a condition's value takes in every account, name or service: `**`, `alias/*`, `*.amazonaws.com`, `arn:aws:*:*:*:*`. */
function leavesOpen(value: string): boolean {
  if (!value.startsWith("arn:")) return /^[*?]|^alias\/[*?]+$/.test(value);
  const [, , , , account = "*", ...name] = value.split(":");
  return /[*?]/.test(account) || (account === "" && /^[*?]/.test(name.join(":")));
}

/** Whether a condition binds the statement to values of one of some keys. */
export function boundBy({ conditions }: Statement, keys: readonly string[]): Answer {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  const binds = ({ operator, key, names }: Condition): boolean =>
    narrowing.has(operator) && wanted.has(key.toLowerCase()) && !names.values.some(leavesOpen);
  const bound = conditions.values.filter(binds);
  if (bound.some(({ names }) => !names.unknown)) return "yes";
  return conditions.unknown || bound.length > 0 ? "unknown" : "no";
}

/** What stands behind the account in an ARN, for example `role/dev-*`; undefined where the ARN ends before, as in `*`. */
export function nameIn(resource: string): string | undefined {
  const parts = resource.split(":");
  return parts.length < 6 ? undefined : parts.slice(5).join(":");
}

export interface Demand {
  /** Completes `<path> is …`. */
  readonly found: string | ((statement: Statement) => string);
  /** Completes `must be …`. */
  readonly wanted: string;
  /** Whether a statement breaks the demand. */
  readonly breaks: (statement: Statement) => Answer;
}

/**
 * Findings over every statement of a document. A document that is not there demands nothing, and one that is malformed is
 * the finding of one rule, `iam-document-valid`: AWS refuses it, so it grants nothing either.
 */
export function judgeStatements(document: PolicyDocument, { found, wanted, breaks }: Demand): readonly Finding[] {
  switch (document.state) {
    case "absent":
    case "malformed":
      return [];
    case "unknown":
      return [undecided(document, wanted)];
    case "known":
      return document.statements.flatMap((statement) => {
        const answer = breaks(statement);
        if (answer === "no") return [];
        if (answer === "unknown") return [undecided(statement, wanted)];
        return [fail(statement, typeof found === "string" ? found : found(statement), wanted)];
      });
  }
}
