import type { Properties } from "../resource-type.ts";
import { isObject, isSigned, isUnknown } from "../values.ts";
import type { DeclaredProperties, Shape, TypeDeclaration } from "./declaration.ts";

/** One input the SDK's declaration does not allow, in the words of the engine's check failures. */
export interface InputFailure {
  /** Property path, for example `rules[0].filter`. */
  readonly property: string;
  readonly reason: string;
}

/**
 * Every input that is unknown to the declaration, missing, or of the wrong JSON type.
 *
 * Values that are not known yet, assets and references are accepted anywhere; keys that start with `__` are the
 * engine's own.
 */
export function checkInputs(token: string, declaration: TypeDeclaration, inputs: Properties): InputFailure[] {
  return checkProperties({ declaration, owner: token }, declaration.inputs, inputs, "");
}

interface Scope {
  readonly declaration: TypeDeclaration;
  /** What the properties belong to, for messages. */
  readonly owner: string;
}

function checkProperties(scope: Scope, declared: DeclaredProperties, given: Properties, path: string): InputFailure[] {
  const failures: InputFailure[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("__") || value === undefined || value === null) continue;
    const property = declared[name];
    const at = path === "" ? name : `${path}.${name}`;
    if (property === undefined) failures.push({ property: at, reason: unknownProperty(scope.owner, name, declared) });
    else failures.push(...checkValue(scope, property.shape, value, at));
  }
  for (const [name, property] of Object.entries(declared)) {
    if (property.required && (given[name] ?? undefined) === undefined) {
      const at = path === "" ? name : `${path}.${name}`;
      failures.push({
        property: at,
        reason: `missing required property "${at}" (${describe(property.shape)}) of ${scope.owner}`,
      });
    }
  }
  return failures;
}

function checkValue(scope: Scope, shape: Shape, value: unknown, path: string): InputFailure[] {
  if (shape === "any" || isUnknown(value) || isSigned(value)) return [];
  const wrong = [{ property: path, reason: `expected ${describe(shape)}, got ${describeValue(value)}` }];
  if (shape === "document") return typeof value === "string" || isObject(value) ? [] : wrong;
  if (typeof shape === "string") return typeof value === shape ? [] : wrong;
  if ("oneOf" in shape) {
    return shape.oneOf.some((option) => checkValue(scope, option, value, path).length === 0) ? [] : wrong;
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((item, index) => checkValue(scope, shape.list, item, `${path}[${String(index)}]`));
  }
  if (!isObject(value)) return wrong;
  if ("map" in shape) {
    return Object.entries(value).flatMap(([key, item]) =>
      item === null ? [] : checkValue(scope, shape.map, item, `${path}[${JSON.stringify(key)}]`),
    );
  }
  const declared = scope.declaration.objects[shape.object];
  // An object the SDK names without members says nothing about what may be in it.
  if (declared === undefined || Object.keys(declared).length === 0) return [];
  return checkProperties({ ...scope, owner: shape.object }, declared, value, path);
}

function unknownProperty(owner: string, name: string, declared: DeclaredProperties): string {
  const allowed = Object.keys(declared);
  const near = closest(name, allowed);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return `"${name}" is not a property of ${owner}${hint} Allowed: ${allowed.sort().join(", ")}`.replace(
    /([^?]) Allowed/,
    "$1. Allowed",
  );
}

/** The candidate that differs least from a name, when it differs in at most two fifths of its letters. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, name.length * 0.4) ? best.candidate : undefined;
}

/** Levenshtein distance, row by row. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let index = 0; index < left.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < right.length; column++) {
      const substituted = (row[column] ?? 0) + (left[index] === right[column] ? 0 : 1);
      next.push(Math.min(substituted, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function describe(shape: Shape): string {
  if (shape === "document") return "a JSON text or an object";
  if (typeof shape === "string") return shape === "any" ? "any value" : `a ${shape}`;
  if ("list" in shape) return `a list of ${describe(shape.list).replace(/^an? /, "")} values`;
  if ("map" in shape) return `a map of ${describe(shape.map).replace(/^an? /, "")} values`;
  return "object" in shape ? `an object (${shape.object})` : shape.oneOf.map(describe).join(" or ");
}

/** The type of a value and never the value itself, which may be a secret. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : `a ${typeof value}`;
}
