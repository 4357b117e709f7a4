import { BlockList, isIP } from "node:net";
import { matchesPattern } from "../pattern.ts";
import { type Condition } from "./document.ts";
import { type Answer, any, not } from "./judge.ts";
import { includes } from "./wildcards.ts";

/** What is known of a condition key in a request: its values, that it is not there, or nothing. */
export type ContextValue = readonly string[] | "absent" | "unknown";

/**
 * Whether a condition holds. Operators that it does not know leave the answer open.
 *
 * @param expected the condition's values, variables of the request put in
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds({ operator, names }: Condition, expected: readonly string[], given: ContextValue): Answer {
  const { set, base, ifExists } = partsOf(operator);
  if (given === "unknown") return "unknown";
  if (base === "null")
    return expected.some((value) => (value.toLowerCase() === "true") === (given === "absent")) ? "yes" : "no";
  const test = tests[base.replace("not", "")];
  if (test === undefined) return "unknown";
  const negated = base.includes("not");
  if (given === "absent") return ifExists || set === "all" || (negated && set !== "any") ? "yes" : "no";
  const passes = (value: string): Answer => {
    const found = any(...expected.map((one) => yesNo(test(value, one))), names.unknown ? "unknown" : "no");
    return negated ? not(found) : found;
  };
  const answers = given.map(passes);
  const wantsAll = set === "all" || (set === "none" && negated);
  return wantsAll ? not(any(...answers.map(not))) : any(...answers);
}

interface OperatorParts {
  /** For keys with several values: whether all of them must pass, or any. */
  readonly set: "all" | "any" | "none";
  /** In lower case. */
  readonly base: string;
  readonly ifExists: boolean;
}

function partsOf(operator: string): OperatorParts {
  const name = operator.toLowerCase();
  const set = name.startsWith("forallvalues:") ? "all" : name.startsWith("foranyvalue:") ? "any" : "none";
  const single = set === "none" ? name : name.slice(name.indexOf(":") + 1);
  return { set, base: single.replace(/ifexists$/, ""), ifExists: single.endsWith("ifexists") };
}

type Test = (value: string, expected: string) => boolean;

/** By operator without its `not`: what it asks of one value of the request and one of the condition. */
const tests: Readonly<Record<string, Test>> = {
  stringequals: (value, expected) => value === unescaped(expected),
  stringequalsignorecase: (value, expected) => value.toLowerCase() === unescaped(expected).toLowerCase(),
  stringlike: isLike,
  arnequals: isArnLike,
  arnlike: isArnLike,
  binaryequals: (value, expected) => value === expected,
  bool: (value, expected) => value.toLowerCase() === expected.toLowerCase(),
  ipaddress: isWithin,
  ...ordered("numeric", Number),
  ...ordered("date", (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
};

function ordered(kind: string, read: (text: string) => number): Readonly<Record<string, Test>> {
  return {
    [`${kind}equals`]: (value, expected) => read(value) === read(expected),
    [`${kind}lessthan`]: (value, expected) => read(value) < read(expected),
    [`${kind}lessthanequals`]: (value, expected) => read(value) <= read(expected),
    [`${kind}greaterthan`]: (value, expected) => read(value) > read(expected),
    [`${kind}greaterthanequals`]: (value, expected) => read(value) >= read(expected),
  };
}

/** A text that stands for itself alone, also where a pattern is expected. */
export function literal(text: string): string {
  return text.replaceAll(/[*?$]/g, "${$&}");
}

function unescaped(text: string): string {
  return text.replaceAll(/\$\{([*?$])\}/g, "$1");
}

function isLike(value: string, pattern: string): boolean {
  return pattern.includes("${") ? includes(pattern, literal(value)) : matchesPattern(pattern, value);
}

/** Part by part: in conditions, other than in resources, a wildcard ends with its part of the ARN. */
function isArnLike(value: string, pattern: string): boolean {
  if (pattern === "*") return true;
  const [values, patterns] = [arnParts(value), arnParts(pattern)];
  return values.length === patterns.length && values.every((part, index) => isLike(part, patterns[index] ?? ""));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}

function isWithin(value: string, range: string): boolean {
  const [network = "", prefix] = range.split("/");
  const families = [isIP(value), isIP(network)];
  if (families[0] === 0 || families[0] !== families[1]) return false;
  const family = families[0] === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(prefix ?? (family === "ipv4" ? 32 : 128)), family);
  return list.check(value, family);
}

function yesNo(value: boolean): Answer {
  return value ? "yes" : "no";
}
