import { runtime } from "@pulumi/pulumi";
import { z } from "zod";
import { type Contract, type OutputDeclaration, isKnown } from "./contract.ts";

/** What the engine writes where a value is not known before an update. */
export const unknownSentinel = runtime.unknownValue;

/** One thing that is wrong with a published value. */
export interface Problem {
  /** Dotted path from the output's name, for example `subnets.app.us-east-1a.id`. */
  readonly path: string;
  readonly message: string;
}

/** What to make of a leaf: `value` is validated; `undefined` in `unknown` leaves. */
export interface LeafReader<T> {
  value(value: unknown): T;
  unknown(): T;
}

/**
 * Reads raw stack outputs against a contract: every leaf is validated and handed to `leaf`, a leaf marked `known` is
 * returned plain. Outputs that the contract does not declare are left out.
 *
 * @returns the tree of leaves, and every problem found; with problems the tree is incomplete.
 */
export function readOutputs<T>(
  contract: Contract,
  raw: Readonly<Record<string, unknown>>,
  leaf: LeafReader<T>,
): { outputs: Record<string, unknown>; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const outputs: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(contract.outputs)) {
    const reader = new ShapeReader(leaf, problems, describe(declaration));
    outputs[name] = reader.read(declaration.schema, raw[name], name);
  }
  return { outputs, problems };
}

function describe(declaration: OutputDeclaration): string {
  return `${declaration.stability}: ${declaration.description}`;
}

class ShapeReader<T> {
  readonly #leaf: LeafReader<T>;
  readonly #problems: Problem[];
  readonly #about: string;

  constructor(leaf: LeafReader<T>, problems: Problem[], about: string) {
    this.#leaf = leaf;
    this.#problems = problems;
    this.#about = about;
  }

  read(schema: z.ZodType, value: unknown, path: string): unknown {
    if (value === undefined && !schema.safeParse(undefined).success) {
      return this.#problem(path, `is missing (${this.#about})`);
    }
    if (isKnown(schema)) {
      return holdsUnknown(value)
        ? this.#problem(path, "is unknown before an update, but readers need it to be known")
        : this.#validated(schema, value, path, (known) => known);
    }
    if (schema instanceof z.ZodObject) {
      return this.#entries(schema, value, path);
    }
    if (schema instanceof z.ZodArray && Array.isArray(value)) {
      const element = schema.element as z.ZodType; // zod types the element as its core base type
      return value.map((item, index) => this.read(element, item, `${path}[${index}]`));
    }
    if (schema instanceof z.ZodRecord && isObject(value)) {
      const entry = schema.valueType as z.ZodType; // as above
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.read(entry, item, `${path}.${key}`)]),
      );
    }
    if (value === unknownSentinel) {
      return isCollection(schema)
        ? this.#problem(path, "is unknown as a whole; publish the collection itself with unknown leaves")
        : this.#leaf.unknown();
    }
    return this.#validated(schema, value, path, (valid) => this.#leaf.value(valid));
  }

  #entries(schema: z.ZodObject, value: unknown, path: string): unknown {
    if (value !== unknownSentinel && !isObject(value)) {
      return this.#problem(path, `is ${kindOf(value)}, not an object`);
    }
    // An object whose keys the contract fixes can be unknown as a whole: then each of its leaves is.
    const at = (key: string): unknown => (isObject(value) ? value[key] : unknownSentinel);
    const shape = Object.entries(schema.shape) as [string, z.ZodType][]; // zod types the shape loosely
    return Object.fromEntries(shape.map(([key, inner]) => [key, this.read(inner, at(key), `${path}.${key}`)]));
  }

  #validated(schema: z.ZodType, value: unknown, path: string, keep: (value: unknown) => unknown): unknown {
    const result = schema.safeParse(value);
    if (result.success) {
      return keep(result.data);
    }
    for (const issue of result.error.issues) {
      const at = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
      this.#problem(`${path}${at}`, `is ${show(value)}: ${issue.message}`);
    }
    return undefined;
  }

  /** Notes a problem; the place of the value stays empty. */
  #problem(path: string, message: string): unknown {
    this.#problems.push({ path, message });
    return undefined;
  }
}

function isCollection(schema: z.ZodType): boolean {
  return schema instanceof z.ZodArray || schema instanceof z.ZodRecord;
}

/** Whether a value is an object with members, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function holdsUnknown(value: unknown): boolean {
  if (value === unknownSentinel) {
    return true;
  }
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
