import type { Properties } from "./resource-type.ts";
import { isObject, isSigned, unknown } from "./values.ts";

/** Lays properties over others: nested objects are merged, anything else of the upper one counts. */
export function layer(lower: Properties, upper: Properties): Properties {
  const merged = { ...lower };
  for (const [name, value] of Object.entries(upper)) {
    if ((value ?? undefined) === undefined) continue;
    const below = merged[name];
    merged[name] = isNested(below) && isNested(value) ? layer(below, value) : value;
  }
  return merged;
}

/** What is left of properties when others that they were made of are taken away, nested objects included. */
export function subtract(whole: Properties, part: Properties): Properties {
  const rest: Properties = {};
  for (const [name, value] of Object.entries(whole)) {
    const taken = part[name];
    if ((taken ?? undefined) === undefined) rest[name] = value;
    else if (isNested(value) && isNested(taken)) {
      const inner = subtract(value, taken);
      if (Object.keys(inner).length > 0) rest[name] = inner;
    }
  }
  return rest;
}

/** Inputs with what AWS would add unknown: whole properties that are not given, and members of the given ones. */
export function withUnknowns(computed: Properties, inputs: Properties): Properties {
  const result: Properties = { ...inputs };
  for (const [name, value] of Object.entries(computed)) {
    const given = inputs[name];
    if ((given ?? undefined) === undefined) result[name] = unknown;
    else if (isNested(value) && isNested(given)) result[name] = withUnknowns(value, given);
  }
  return result;
}

function isNested(value: unknown): value is Properties {
  return isObject(value) && !isSigned(value);
}
