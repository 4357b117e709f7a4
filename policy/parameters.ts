import { elements, property, type Properties, read, type Reading } from "./property.ts";

/** A list of objects that each have a name and a value. */
export interface ParameterList {
  readonly path: string;
  /** Property with the name. */
  readonly name: string;
  /** Property with the value. */
  readonly value: string;
}

/**
 * The value of one parameter, whatever the case of its name. Where it is not in the list, the list's place: absent, or
 * unknown if it may be behind a name that is not known yet.
 */
export function parameter(properties: Properties, list: ParameterList, wanted: string): Reading {
  const all = read(properties, list.path);
  const absent: Reading = { state: "absent", path: all.path };
  if (all.state !== "known") return all;
  if (!Array.isArray(all.value)) return { ...all, misshapen: true };
  const names = elements(all).map((one) => ({ one, name: property(one, list.name) }));
  const named = names.find(({ name }) => isText(name, wanted));
  if (named) return property(named.one, list.value);
  return names.some(({ name }) => name.state === "unknown") ? { state: "unknown", path: all.path } : absent;
}

function isText(reading: Reading, wanted: string): boolean {
  return reading.state === "known" && typeof reading.value === "string" && reading.value.toLowerCase() === wanted;
}
