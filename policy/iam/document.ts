import { elements, isObject, property, type Reading, readingOf } from "../property.ts";

/**
 * IAM, key and resource policy documents, in every form AWS takes: JSON text or an object, one statement or a list, one
 * value or a list, and as an object with leaves that are not known yet.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type PolicyDocument = { readonly path: string } & (
  | { readonly state: "absent" }
  | { readonly state: "unknown" }
  /** No policy document; `problem` completes `is …`. */
  | { readonly state: "malformed"; readonly problem: string }
  | {
      readonly state: "known";
      /** Absent or something else means the language of 2008. */
      readonly version: Reading;
      readonly statements: readonly Statement[];
    }
);

/** Values of one element of a statement. */
export interface Names {
  /** Absent elements and empty lists have none. */
  readonly values: readonly string[];
  /** Whether there are more that are not known yet. */
  readonly unknown: boolean;
}

export interface Principal {
  /** `*` for anybody, else AWS, Service, Federated or CanonicalUser. */
  readonly kind: string;
  readonly value: string;
}

export interface Principals {
  readonly values: readonly Principal[];
  /** Whether there are more that are not known yet. */
  readonly unknown: boolean;
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly names: Names;
}

export interface Statement {
  /** Where, for example `policy.Statement[0]`. */
  readonly path: string;
  /** Empty where it has none. */
  readonly sid: string;
  readonly effect: "Allow" | "Deny" | "unknown";
  readonly actions: Names;
  readonly notActions: Names;
  readonly resources: Names;
  readonly notResources: Names;
  readonly principals: Principals;
  readonly notPrincipals: Principals;
  readonly conditions: { readonly values: readonly Condition[]; readonly unknown: boolean };
}

export function parseDocument(reading: Reading): PolicyDocument {
  const { path } = reading;
  if (reading.state !== "known") return { state: reading.state, path };
  // State has empty text where a program says nothing.
  if (reading.value === "") return { state: "absent", path };
  if (typeof reading.value === "string") return parseText(path, reading.value);
  return isObject(reading.value) && !Array.isArray(reading.value) && !reading.misshapen
    ? documentOf(reading)
    : { state: "malformed", path, problem: "neither JSON text nor an object" };
}

function parseText(path: string, text: string): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { state: "malformed", path, problem: "text that is not JSON" };
  }
  return isObject(value) && !Array.isArray(value)
    ? documentOf(readingOf(path, value))
    : { state: "malformed", path, problem: "JSON that is not an object" };
}

function documentOf(document: Reading): PolicyDocument {
  const { path } = document;
  const statement = property(document, "Statement");
  if (statement.state === "unknown") return { state: "unknown", path };
  const readings = oneOrMore(statement);
  if (readings.length === 0) return { state: "malformed", path, problem: "a document without statements" };
  const broken = readings.find((reading) => reading.state === "absent" || !isObjectOrUnknown(reading));
  if (broken) return { state: "malformed", path, problem: "a document with a statement that is no object" };
  return { state: "known", path, version: property(document, "Version"), statements: readings.map(statementOf) };
}

function statementOf(statement: Reading): Statement {
  const element = (name: string): Names => namesOf(property(statement, name));
  return {
    path: statement.path,
    sid: namesOf(property(statement, "Sid")).values[0] ?? "",
    effect: effectOf(property(statement, "Effect")),
    actions: element("Action"),
    notActions: element("NotAction"),
    resources: element("Resource"),
    notResources: element("NotResource"),
    principals: principalsOf(property(statement, "Principal")),
    notPrincipals: principalsOf(property(statement, "NotPrincipal")),
    conditions: conditionsOf(property(statement, "Condition")),
  };
}

/** AWS refuses any other effect than these two, so what is neither is taken for the one that grants. */
function effectOf(effect: Reading): Statement["effect"] {
  if (effect.state === "unknown") return "unknown";
  return effect.state === "known" && effect.value === "Deny" ? "Deny" : "Allow";
}

function principalsOf(principal: Reading): Principals {
  if (principal.state === "unknown") return { values: [], unknown: true };
  if (principal.state === "absent") return { values: [], unknown: false };
  if (!isObject(principal.value)) {
    return { values: namesOf(principal).values.map((value) => ({ kind: value, value })), unknown: false };
  }
  const byKind = Object.keys(principal.value).map((kind) => ({ kind, names: namesOf(property(principal, kind)) }));
  return {
    values: byKind.flatMap(({ kind, names }) => names.values.map((value) => ({ kind, value }))),
    unknown: byKind.some(({ names }) => names.unknown),
  };
}

function conditionsOf(condition: Reading): Statement["conditions"] {
  if (condition.state !== "known") return { values: [], unknown: condition.state === "unknown" };
  const operators = keysOf(condition).map((operator) => ({ operator, test: property(condition, operator) }));
  return {
    values: operators.flatMap(({ operator, test }) =>
      keysOf(test).map((key) => ({ operator, key, names: namesOf(property(test, key)) })),
    ),
    unknown: operators.some(({ test }) => test.state === "unknown"),
  };
}

function namesOf(reading: Reading): Names {
  const readings = oneOrMore(reading);
  return {
    // AWS reads `false` and `"false"`, `1` and `"1"` alike in conditions.
    values: readings.flatMap((one) => (one.state === "known" && !isObject(one.value) ? [String(one.value)] : [])),
    unknown: readings.some((one) => one.state === "unknown"),
  };
}

function oneOrMore(reading: Reading): readonly Reading[] {
  if (reading.state === "absent") return [];
  return reading.state === "known" && Array.isArray(reading.value) ? elements(reading) : [reading];
}

function keysOf(reading: Reading): readonly string[] {
  return reading.state === "known" && isObject(reading.value) ? Object.keys(reading.value) : [];
}

function isObjectOrUnknown(reading: Reading): boolean {
  return reading.state === "unknown" || (reading.state === "known" && isObject(reading.value));
}
