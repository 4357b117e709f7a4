import { type Properties } from "../../../policy/property.ts";

/** Paths that a rule reads of a resource's properties, list positions written `[]`; of nested reads the innermost. */
export function pathsRead(props: Properties, evaluate: (props: Properties) => unknown): readonly string[] {
  const read = new Set<string>();
  evaluate(watched(props, "", read));
  const paths = [...read];
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`)));
}

function watched<T extends object>(target: T, path: string, read: Set<string>): T {
  const at = (key: string): string => (Array.isArray(target) ? `${path}[]` : path === "" ? key : `${path}.${key}`);
  const seen = (key: string | symbol, value: unknown): unknown => {
    if (typeof key === "symbol" || (Array.isArray(target) && !/^\d+$/.test(key))) return value;
    read.add(at(key));
    return typeof value === "object" && value !== null ? watched(value, at(key), read) : value;
  };
  return new Proxy(target, {
    get: (from, key, receiver) => seen(key, Reflect.get(from, key, receiver)),
    getOwnPropertyDescriptor: (from, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(from, key);
      if (descriptor === undefined) seen(key, undefined);
      return descriptor && "value" in descriptor ? { ...descriptor, value: seen(key, descriptor.value) } : descriptor;
    },
  });
}
