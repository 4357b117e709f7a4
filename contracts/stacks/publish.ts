import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type Contract, type Published, isKnown } from "./contract.ts";
import { isObject } from "./read.ts";

/**
 * Checks what a stack publishes against its contract and returns it for the program's default export.
 *
 * Plain values are checked at once, values that come from resources when they are known, so that an ill-typed output
 * fails the phase that made it, not its readers.
 *
 * @throws {pulumi.RunError} naming phase, output, value and what the contract asks for.
 */
export function publish<C extends Contract>(contract: C, values: Published<C>): Record<string, unknown> {
  const entries = Object.entries(contract.outputs).map(([name, { schema }]) => {
    const value: unknown = Reflect.get(values, name);
    return [name, checked(schema, value, `${contract.phase} output ${name}`)] as const;
  });
  return Object.fromEntries(entries);
}

function checked(schema: z.ZodType, value: unknown, where: string): unknown {
  if (pulumi.Output.isInstance(value)) {
    return value.apply((resolved: unknown) => validated(schema, resolved, where));
  }
  if (isKnown(schema) || !holdsOutput(value)) {
    return validated(schema, value, where);
  }
  if (schema instanceof z.ZodObject && isObject(value)) {
    const shape = Object.entries(schema.shape) as [string, z.ZodType][]; // zod types the shape loosely
    return Object.fromEntries(shape.map(([key, inner]) => [key, checked(inner, value[key], `${where}.${key}`)]));
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item, index) => checked(schema.element as z.ZodType, item, `${where}[${index}]`)); // zod types the element loosely
  }
  if (schema instanceof z.ZodRecord && isObject(value)) {
    const entry = schema.valueType as z.ZodType; // as above
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, checked(entry, item, `${where}.${key}`)]),
    );
  }
  // A promise, or an output inside a shape the contract does not expect: resolve it whole, then check.
  return pulumi.output([value]).apply(([resolved]) => validated(schema, resolved, where));
}

function validated(schema: z.ZodType, value: unknown, where: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const issues = result.error.issues.map(
    (issue) => `  - ${[where, ...issue.path.map(String)].join(".")}: ${issue.message}`,
  );
  throw new pulumi.RunError(
    [`${where} does not fit its contract (got ${JSON.stringify(value)}):`, ...issues].join("\n"),
  );
}

function holdsOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return true;
  }
  return typeof value === "object" && value !== null && Object.values(value).some(holdsOutput);
}
