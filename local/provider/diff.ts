import type { DeclaredProperties, Shape, TypeDeclaration } from "./declarations/declaration.ts";
import type { Properties, ReplacementRule } from "./resource-type.ts";
import { isObject, isSigned, sameValue } from "./values.ts";

/** One changed property. */
export interface PropertyChange {
  /** Property path as the engine shows it, for example `rules[0].filter` or `tags["a.b"]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** The change forces a new resource. */
  readonly replaces: boolean;
}

/** What is known about a type's replacements. */
export interface ReplacementKnowledge {
  readonly rule: ReplacementRule | undefined;
  readonly declaration: TypeDeclaration | undefined;
}

/** Every property that differs between old and new inputs; keys that start with `__` are the engine's own. */
export function diffInputs(olds: Properties, news: Properties, knowledge: ReplacementKnowledge): PropertyChange[] {
  return changedPaths(olds, news, []).map((change) => ({
    path: render(change.segments),
    kind: change.kind,
    replaces: forcesReplacement(change, knowledge),
  }));
}

type Segment = string | number;

interface Change {
  readonly segments: readonly Segment[];
  readonly kind: PropertyChange["kind"];
  readonly old: unknown;
  readonly current: unknown;
}

function changedPaths(old: unknown, current: unknown, segments: readonly Segment[]): Change[] {
  if (sameValue(old, current)) return [];
  if (isPlain(old) && isPlain(current)) {
    return [...new Set([...Object.keys(old), ...Object.keys(current)])]
      .filter((key) => !(segments.length === 0 && key.startsWith("__")))
      .flatMap((key) => changedPaths(old[key], current[key], [...segments, key]));
  }
  if (Array.isArray(old) && Array.isArray(current)) {
    return Array.from({ length: Math.max(old.length, current.length) }).flatMap((_, index) =>
      changedPaths(old[index], current[index], [...segments, index]),
    );
  }
  if ((old ?? undefined) === undefined) return [{ segments, kind: "add", old, current }];
  return [{ segments, kind: (current ?? undefined) === undefined ? "delete" : "update", old, current }];
}

function isPlain(value: unknown): value is Properties {
  return isObject(value) && !isSigned(value);
}

function render(segments: readonly Segment[]): string {
  return segments.reduce<string>((path, segment) => {
    if (typeof segment === "number") return `${path}[${String(segment)}]`;
    if (!/^[\w-]+$/.test(segment)) return `${path}[${JSON.stringify(segment)}]`;
    return path === "" ? segment : `${path}.${segment}`;
  }, "");
}

function forcesReplacement(change: Change, { rule, declaration }: ReplacementKnowledge): boolean {
  const names = change.segments.filter((segment) => typeof segment === "string");
  const path = names.join(".");
  if (rule?.properties.some((property) => overlaps(property, path))) return true;
  if (rule?.decreasing?.includes(path) && isLower(change)) return true;
  if (rule?.removed?.includes(path) && change.kind === "delete") return true;
  return declaration !== undefined && documented(names, declaration.inputs, declaration);
}

/** A change at a property, inside it, or of the whole it belongs to is a change of the property. */
function overlaps(property: string, path: string): boolean {
  return property === path || path.startsWith(`${property}.`) || property.startsWith(`${path}.`);
}

function isLower({ old, current }: Change): boolean {
  if (typeof old !== "string" || typeof current !== "string") return false;
  return current.localeCompare(old, "en", { numeric: true }) < 0;
}

function documented(names: readonly string[], declared: DeclaredProperties, declaration: TypeDeclaration): boolean {
  const [name, ...rest] = names;
  const property = name === undefined ? undefined : declared[name];
  if (property === undefined) return false;
  if (property.replaces) return true;
  const object = objectOf(property.shape);
  const nested = object === undefined ? undefined : declaration.objects[object];
  return nested !== undefined && documented(rest, nested, declaration);
}

function objectOf(shape: Shape): string | undefined {
  if (typeof shape === "string" || "oneOf" in shape) return undefined;
  if ("object" in shape) return shape.object;
  return objectOf("list" in shape ? shape.list : shape.map);
}
