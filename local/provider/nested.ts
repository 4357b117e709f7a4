import type { Properties } from "./resource-type.ts";
import { isObject } from "./values.ts";

/**
 * `given` with what AWS adds inside its objects: a key that a given object lacks is taken from `computed`. An EKS
 * cluster's `vpcConfig`, for example, is an input, and AWS adds `clusterSecurityGroupId` to it.
 */
export function completed(given: Properties, computed: Properties): Properties {
  const entries = Object.entries(given).map(([name, value]) => {
    const added = computed[name];
    return [name, isObject(value) && isObject(added) ? { ...added, ...value } : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Inside the objects of `state`, what their inputs `olds` did not say: what AWS added. */
export function addedWithin(state: Properties, olds: Properties): Properties {
  const entries = Object.entries(state).map(([name, value]) => {
    const old = olds[name];
    if (!isObject(value) || !isObject(old)) return [name, undefined] as const;
    return [name, Object.fromEntries(Object.entries(value).filter(([key]) => !(key in old)))] as const;
  });
  return Object.fromEntries(entries);
}

/** The same objects with `value` in the place of everything in them. */
export function filledWith(value: unknown, objects: Properties): Properties {
  const filled: Properties = {};
  for (const [name, object] of Object.entries(objects)) {
    filled[name] = isObject(object) ? Object.fromEntries(Object.keys(object).map((key) => [key, value])) : value;
  }
  return filled;
}
