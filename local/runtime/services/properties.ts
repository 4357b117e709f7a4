import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import type { Properties, ResourceContext } from "../../provider/resource-type.ts";

/** A policy or other JSON document, given as text or as an object; parsed to its text. */
export const jsonDocument = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((document) => (typeof document === "string" ? document : JSON.stringify(document)));

/** A string-to-string map such as tags. */
export const stringMap = z.record(z.string(), z.string());

/** Inputs that most types have. */
export const tagged = { tags: stringMap.optional(), tagsAll: stringMap.optional() };

/** The tags to put on the thing: with the provider's default tags when the engine sent them. */
export function tagsOf(inputs: {
  tags?: Record<string, string>;
  tagsAll?: Record<string, string>;
}): Record<string, string> {
  return inputs.tagsAll ?? inputs.tags ?? {};
}

/** Tags in the form of a list of pairs that most services use. */
export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The map of a list of pairs. */
export function tagMap(list: readonly { Key?: string; Value?: string }[] | undefined): Record<string, string> {
  return Object.fromEntries((list ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));
}

/** Keys to take off and tags to put on so that what is there becomes what is wanted. */
export function tagChange(
  current: Record<string, string>,
  wanted: Record<string, string>,
): { remove: string[]; set: Record<string, string> } {
  return {
    remove: Object.keys(current).filter((key) => !(key in wanted)),
    set: Object.fromEntries(Object.entries(wanted).filter(([key, value]) => current[key] !== value)),
  };
}

/** `tags` and `tagsAll` as they are now: what the provider adds by default shows in `tagsAll` only. */
export function currentTags(state: Properties, current: Record<string, string>): Properties {
  const declared = stringMap.optional().catch(undefined).parse(state.tags);
  const all = stringMap.optional().catch(undefined).parse(state.tagsAll) ?? declared ?? {};
  const isDefault = (key: string, value: string) => all[key] === value && declared?.[key] === undefined;
  const tags = Object.fromEntries(Object.entries(current).filter(([key, value]) => !isDefault(key, value)));
  return { ...(declared === undefined && Object.keys(tags).length === 0 ? {} : { tags }), tagsAll: current };
}

/** The document as the program wrote it while the one found means the same; else the one found. */
export function currentDocument(declared: unknown, found: string): string {
  if (declared === undefined) return found;
  const text = typeof declared === "string" ? declared : JSON.stringify(declared);
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(found)) ? text : found;
  } catch {
    return found;
  }
}

/** The region a resource is in: its own `region` argument, else the provider's. */
export function regionOf(properties: Properties, context: ResourceContext): string {
  return typeof properties.region === "string" ? properties.region : context.account.region;
}

/** A string property that state must hold; absent only when a resource is being imported. */
export function text(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === "string" ? value : undefined;
}

/** The entries of `properties` that have a value: what AWS left out must not hide what was declared. */
export function present(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
