import { type Action, type ResourceType } from "./actions.ts";

/**
 * Resources of policy statements: ARNs whose six parts hold wildcards, or `*` alone. A wildcard stays within its part,
 * except in the last, which may hold colons itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** Whether some ARN is taken in by both patterns. */
export function overlaps(one: string, other: string): boolean {
  return compare(one, other, (first, second) => meet(symbolsOf(first), symbolsOf(second)));
}

/** Whether every ARN that the narrow pattern takes in is taken in by the wide one. */
export function includes(wide: string, narrow: string): boolean {
  if (narrow === "*") return wide === "*";
  return compare(wide, narrow, (whole, part) => contains(exactSymbolsOf(whole), exactSymbolsOf(part)));
}

/** The types of an action's resources that a resource of a statement can stand for; `*` stands for all. */
export function typesNamedBy(resource: string, { resourceTypes }: Action): readonly ResourceType[] {
  return resourceTypes.filter(({ arn }) => fitsTemplate(resource, arn));
}

/** Whether a statement that lists this resource can allow this action at all. */
export function canName(resource: string, action: Action): boolean {
  return action.isWildcardOnly ? resource === "*" : typesNamedBy(resource, action).length > 0;
}

/** Whether a resource of a statement can stand for an ARN of a template like `arn:${Partition}:s3:::${BucketName}`. */
export function fitsTemplate(resource: string, template: string): boolean {
  return compare(resource, template, (part, shape) => meet(symbolsOf(part), templateSymbols(shape)));
}

/** One character of a pattern, `?` for any and `*` for any number; or any but some, for placeholders. */
type Symbol = string | { readonly any: "one" | "many"; readonly except: string };

const one: Symbol = { any: "one", except: "" };
const many: Symbol = { any: "many", except: "" };

/** Names that hold no slash, where a slash begins the name of another type: objects in buckets, indexes of tables. */
const withoutSlash = new Set(["BucketName", "TableName", "ClusterName", "ClusterUuid"]);

function compare(first: string, second: string, parts: (first: string, second: string) => boolean): boolean {
  if (first === "*" || second === "*") return true;
  const [ones, others] = [partsOf(first), partsOf(second)];
  if (ones.length !== 6 || others.length !== 6) return false;
  return ones.every((part, index) => parts(part, others[index] ?? ""));
}

/** The six parts of an ARN; fewer of what is none. Colons of variables like `${aws:username}` part nothing. */
export function partsOf(arn: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const [piece] of arn.matchAll(/\$\{[^}]*\}|[^]/g)) {
    const ends = piece === ":" && parts.length < 5;
    if (ends) parts.push(part);
    part = ends ? "" : part + piece;
  }
  return [...parts, part];
}

/** As `exactSymbolsOf`, where a variable may hold anything: what it does is known at the request alone. */
function symbolsOf(pattern: string): readonly Symbol[] {
  return exactSymbolsOf(pattern).map((symbol) => (isVariable(symbol) ? many : symbol));
}

/** `${*}`, `${?}` and `${$}` are those characters; other variables are symbols of their own. */
function exactSymbolsOf(pattern: string): readonly Symbol[] {
  return [...pattern.matchAll(/\$\{[^}]*\}|[^]/g)].map(([piece]) => {
    if (piece === "*") return many;
    if (piece === "?") return one;
    return /^\$\{[*?$]\}$/.test(piece) ? piece.charAt(2) : piece;
  });
}

function templateSymbols(template: string): readonly Symbol[] {
  return [...template.matchAll(/\$\{([^}]*)\}|[^]/g)].flatMap(([piece, name]): readonly Symbol[] => {
    if (piece === "*") return [many];
    if (name === undefined) return [piece];
    const except = withoutSlash.has(name) ? "/" : "";
    // Something must stand in a name's place: `arn:aws:s3:::` names no bucket.
    return [
      { any: "one", except },
      { any: "many", except },
    ];
  });
}

/** Whether two patterns have a text in common: a walk over pairs of places, each visited once. */
function meet(first: readonly Symbol[], second: readonly Symbol[]): boolean {
  const reached = new Set<number>();
  const walk = [0];
  const width = second.length + 1;
  for (let place = walk.pop(); place !== undefined; place = walk.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const [a, b] = [first[Math.floor(place / width)], second[place % width]];
    if (a === undefined && b === undefined) return true;
    if (isMany(a)) walk.push(place + width);
    if (isMany(b)) walk.push(place + 1);
    if (a === undefined || b === undefined || !agree(a, b)) continue;
    if (isMany(a) && isMany(b)) continue;
    walk.push(place + (isMany(a) ? 1 : isMany(b) ? width : width + 1));
  }
  return false;
}

/** Whether all texts of the narrow pattern are texts of the wide one, its wildcards read as characters of their own. */
function contains(wide: readonly Symbol[], narrow: readonly Symbol[]): boolean {
  const reached = new Set<number>();
  const walk = [0];
  const width = narrow.length + 1;
  for (let place = walk.pop(); place !== undefined; place = walk.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const [a, b] = [wide[Math.floor(place / width)], narrow[place % width]];
    if (a === undefined && b === undefined) return true;
    if (isMany(a)) {
      walk.push(place + width);
      if (b !== undefined) walk.push(place + 1);
    } else if (a !== undefined && b !== undefined && (a === b || (a === one && !isMany(b) && !isVariable(b)))) {
      walk.push(place + width + 1);
    }
  }
  return false;
}

function isMany(symbol: Symbol | undefined): boolean {
  return typeof symbol === "object" && symbol.any === "many";
}

function isVariable(symbol: Symbol): boolean {
  return typeof symbol === "string" && symbol.length > 1;
}

/** Whether one character can stand for both. */
function agree(first: Symbol, second: Symbol): boolean {
  if (typeof first === "string") return typeof second === "string" ? first === second : !second.except.includes(first);
  return typeof second !== "string" || !first.except.includes(second);
}
