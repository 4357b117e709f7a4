import { shown } from "../property.ts";
import { fail, resourceRule, undecided } from "../rule.ts";
import { tagOf, taggableTypes, taggableTypesInWords } from "./tags.ts";

export const requiredTags = resourceRule({
  id: "required-tags",
  types: taggableTypes,
  typesInWords: taggableTypesInWords,
  what: "Everything that takes tags says whose it is, what it is part of, who pays and what data it holds.",
  why: "Without an owner nobody is called, without a cost centre nobody pays, and without a data class nobody knows what a leak means.",
  remedy:
    "Give the provider defaultTags with every required tag, as enterEnvironment does, or set them in tags; on an Auto Scaling group, in its list with propagateAtLaunch.",
  severity: "low",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/config/latest/developerguide/required-tags.html",
  settings: {
    tags: {
      what: "Tags that everything has.",
      schema: { type: "array", items: { type: "string", minLength: 1 } },
      default: ["Project", "Environment", "Owner", "CostCenter", "DataClass"] as readonly string[],
    },
  },
  evaluate: (resource, { tags }) =>
    tags.flatMap((tag) => {
      const wanted = "a tag of every resource";
      const found = tagOf(resource, tag);
      if (found.state === "absent") return [fail(found, "absent", wanted)];
      // A tag whose value is not known yet is there; of a map that is not known yet, nobody can say.
      if (found.state === "unknown")
        return found.path.endsWith(tag) ? [] : [undecided({ path: `tags.${tag}` }, wanted)];
      const isText = !found.misshapen && typeof found.value === "string" && found.value.trim() !== "";
      return isText ? [] : [fail({ path: `tags.${tag}` }, shown(found.value), wanted)];
    }),
});
