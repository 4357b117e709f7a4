import { elements, isObject, parsed, property, read, type Reading } from "../property.ts";
import { type Resource } from "../rule.ts";
import taggable from "./taggable-types.json" with { type: "json" };

/** Its tags are a list, and default tags do not reach it. */
const scalingGroup = "aws:autoscaling/group:Group";

/** Properties that name a resource of each type with tags, recorded from the provider's SDK: `npm run tags:record`. */
export const nameProperties: Readonly<Record<string, readonly string[]>> = {
  ...taggable,
  [scalingGroup]: ["name", "namePrefix"],
};

/** Every type that takes tags. */
export const taggableTypes = Object.keys(nameProperties) as [string, ...string[]]; // hundreds of them

/** What `taggableTypes` are, for people. */
export const taggableTypesInWords = "every type of the AWS provider with tags";

/**
 * A tag as the resource gets it: its own; else what the provider makes of all (`tagsAll`, where its check has run); else the
 * provider's default. The finding about a missing one belongs to the resource's own tags.
 */
export function tagOf(resource: Resource, tag: string): Reading {
  const own = tagIn(read(resource.props, "tags"), tag);
  if (own.state === "known" || (own.state === "unknown" && own.path !== "tags")) return own;
  const others =
    resource.type === scalingGroup ? [] : [tagIn(read(resource.props, "tagsAll"), tag), defaultOf(resource, tag)];
  const all = [own, ...others];
  return (
    all.find(({ state }) => state === "known") ??
    all.find(({ state }) => state === "unknown") ?? { state: "absent", path: `tags.${tag}` }
  );
}

/** From a map, or from a list of keys and values. */
function tagIn(tags: Reading, tag: string): Reading {
  if (tags.state !== "known" || !Array.isArray(tags.value)) return property(tags, tag);
  const listed = elements(tags).find((one) => {
    const key = property(one, "key");
    return key.state === "known" && !key.misshapen && key.value === tag;
  });
  return listed ? property(listed, "value") : { state: "absent", path: tags.path };
}

/** The provider's inputs have objects as JSON text. */
function defaultOf({ provider }: Resource, tag: string): Reading {
  if (provider === undefined) return { state: "absent", path: "tags" };
  const defaults = parsed(read(provider, "defaultTags"));
  return defaults.state === "known" && !isObject(defaults.value)
    ? { state: "absent", path: defaults.path }
    : tagIn(property(defaults, "tags"), tag);
}
