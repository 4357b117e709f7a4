import { type ContextValue, holds, literal } from "./conditions.ts";
import { type Condition, type Names, type Statement } from "./document.ts";
import { all, type Answer, any, not } from "./judge.ts";
import { includes, overlaps } from "./wildcards.ts";

/**
 * What is asked of IAM. Action and resource may hold wildcards: then the answer is for everything they take in, and
 * `unknown` where it is not one for all.
 */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys, in any case. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** Whether keys that the context leaves out are absent from the request; else nothing is known of them. */
  readonly complete: boolean;
}

export interface Verdict {
  readonly decision: "allow" | "deny" | "unknown";
  /** Statements that decide: those that deny, or else those that allow; none where nothing allows. */
  readonly by: readonly Statement[];
}

/**
 * IAM's decision about a request by statements of identity policies together: what any denies is denied, what none allows
 * too. Principals are not looked at.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], request: Request): Verdict {
  const answers = statements.map((statement) => ({ statement, answer: applies(statement, request) }));
  const of = (effect: "Allow" | "Deny"): Answer =>
    any(
      ...answers.map(({ statement, answer }) => {
        if (statement.effect === effect || answer === "no") return answer;
        return statement.effect === "unknown" ? "unknown" : "no";
      }),
    );
  const by = (effect: "Allow" | "Deny"): readonly Statement[] =>
    answers.flatMap(({ statement, answer }) => (statement.effect === effect && answer === "yes" ? [statement] : []));

  const [denied, allowed] = [of("Deny"), of("Allow")];
  if (denied === "yes") return { decision: "deny", by: by("Deny") };
  if (allowed === "no") return { decision: "deny", by: [] };
  return allowed === "yes" && denied === "no"
    ? { decision: "allow", by: by("Allow") }
    : { decision: "unknown", by: answers.flatMap(({ statement, answer }) => (answer === "no" ? [] : [statement])) };
}

/** The decision where an identity's policies grant and a boundary cuts. */
export function evaluateWithin(
  boundary: readonly Statement[] | undefined,
  statements: readonly Statement[],
  request: Request,
): Verdict {
  const granted = evaluate(statements, request);
  if (boundary === undefined || granted.decision === "deny") return granted;
  const bounded = evaluate(boundary, request);
  return granted.decision === "unknown" && bounded.decision === "allow"
    ? granted
    : { ...bounded, by: [...granted.by, ...bounded.by] };
}

/** Whether a statement is about a request, whatever its effect. */
export function applies(statement: Statement, request: Request): Answer {
  const { actions, notActions, resources, notResources, conditions } = statement;
  const action = request.action.toLowerCase();
  const ofAction = takesIn(actions, notActions, (name) => compare(name.toLowerCase(), action));
  if (ofAction === "no") return "no";
  // A trust policy names no resource: it is about its role.
  const ofResource = namesNone(resources, notResources)
    ? "yes"
    : takesIn(resources, notResources, (name) => resourceMatches(name, request));
  if (ofResource === "no") return "no";
  const held = conditions.values.map((condition) => conditionHolds(condition, request));
  return all(ofAction, ofResource, ...held, conditions.unknown ? "unknown" : "yes");
}

/** An element and its negation, of which a statement has one. */
function takesIn(names: Names, negated: Names, test: (name: string) => Answer): Answer {
  const found = ({ values, unknown }: Names): Answer => any(...values.map(test), unknown ? "unknown" : "no");
  if (negated.values.length > 0 || negated.unknown) return not(found(negated));
  return found(names);
}

function namesNone(...names: readonly Names[]): boolean {
  return names.every(({ values, unknown }) => values.length === 0 && !unknown);
}

function compare(pattern: string, asked: string): Answer {
  if (includes(pattern, asked)) return "yes";
  return overlaps(pattern, asked) ? "unknown" : "no";
}

function resourceMatches(name: string, request: Request): Answer {
  const pattern = withVariables(name, request);
  return pattern === undefined ? "no" : compare(pattern, request.resource);
}

function conditionHolds(condition: Condition, request: Request): Answer {
  const expected = condition.names.values.map((value) => withVariables(value, request));
  const known = expected.flatMap((value) => (value === undefined ? [] : [value]));
  // A value with a variable that the request leaves open may be anything.
  const open = !request.complete && known.some((value) => /\$\{[^*?$]/.test(value));
  return open ? "unknown" : holds(condition, known, contextValue(request, condition.key));
}

function contextValue({ context, complete }: Request, key: string): ContextValue {
  const name = key.toLowerCase();
  const [found] = Object.entries(context).filter(([given]) => given.toLowerCase() === name);
  return found ? [found[1]].flat() : complete ? "absent" : "unknown";
}

/** Puts in the request's values of `${aws:PrincipalTag/team, 'default'}`; nothing where it has none, which matches nothing. */
function withVariables(text: string, request: Request): string | undefined {
  if (!text.includes("${")) return text;
  const missing: string[] = [];
  const filled = text.replaceAll(
    /\$\{([^*?$}][^,}]*)(?:,\s*'([^']*)')?\s*\}/g,
    (variable, key: string, fallback?: string) => {
      const value = contextValue(request, key.trim());
      if (value === "unknown") return variable;
      const only = value === "absent" ? fallback : value.length === 1 ? value[0] : undefined;
      if (only === undefined) missing.push(key);
      return literal(only ?? "");
    },
  );
  return missing.length === 0 ? filled : undefined;
}
