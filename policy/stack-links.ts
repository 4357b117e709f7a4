import { read, readEach, type Reading } from "./property.ts";
import { fail, type Finding, type StackResource } from "./rule.ts";

/**
 * Resources of some types whose property points at a resource: by the graph, which is known at preview even where the
 * value is not, or by naming it.
 *
 * @param names properties of the target that the value may repeat, for example its physical name
 */
export function linkedTo(
  target: StackResource,
  stack: readonly StackResource[],
  link: { readonly types: readonly string[]; readonly property: string; readonly names: readonly string[] },
): readonly StackResource[] {
  const names = link.names.flatMap((name) => {
    const reading = read(target.props, name);
    return reading.state === "known" ? [reading.value] : [];
  });
  return stack.filter((other) => {
    if (!link.types.includes(other.type)) return false;
    if (other.propertyDependencies[link.property]?.includes(target.urn)) return true;
    const value = read(other.props, link.property);
    return value.state === "known" && names.includes(value.value);
  });
}

/**
 * Resources of some types that a property of a resource points at: by the graph, or because the property's value is one of
 * the names of theirs. The graph knows top-level properties only: of two links in one block, it gives both.
 *
 * @param link.property place of the value; its first step is what the graph knows
 * @param link.names properties of the targets that the value may repeat, for example `arn`
 */
export function linkedFrom(
  source: StackResource,
  stack: readonly StackResource[],
  link: { readonly types: readonly string[]; readonly property: string; readonly names: readonly string[] },
): readonly StackResource[] {
  const [input = link.property] = link.property.split(/[.[]/);
  const urns = source.propertyDependencies[input] ?? [];
  const values = readEach(source.props, link.property).flatMap((reading) =>
    reading.state === "known" && !reading.misshapen ? [reading.value] : [],
  );
  return stack.filter((target) => {
    if (!link.types.includes(target.type)) return false;
    if (urns.includes(target.urn)) return true;
    return link.names.some((name) => {
      const named = read(target.props, name);
      return named.state === "known" && values.includes(named.value);
    });
  });
}

/**
 * What the program gave a resource. In a stack resources have their outputs too, and at preview what the provider will compute
 * is as unknown as an input that waits for another resource; only the input depends on something.
 */
export function given({ props, propertyDependencies }: StackResource, path: string): Reading {
  const reading = read(props, path);
  const [input = path] = path.split(/[.[]/);
  const computed = reading.state === "unknown" && (propertyDependencies[input] ?? []).length === 0;
  return computed ? { state: "absent", path: reading.path } : reading;
}

/** Finding that nothing of a type points at a resource; the path names the type that is missing. */
export function notLinked(type: string, wanted: string): Finding {
  return fail({ path: type }, "not linked to it", wanted);
}
