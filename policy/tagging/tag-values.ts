import { shown } from "../property.ts";
import { fail, resourceRule, undecided } from "../rule.ts";
import { tagOf, taggableTypes, taggableTypesInWords } from "./tags.ts";

const list = { type: "array", items: { type: "string", minLength: 1 } } as const;

export const tagValues = resourceRule({
  id: "tag-values",
  types: taggableTypes,
  typesInWords: taggableTypesInWords,
  what: "The tags Environment and DataClass have values that everybody knows, and Environment is that of the stack.",
  why: "Policies, cost reports and alarms go by these values: a resource of prod that says dev is in none of prod's.",
  remedy: "Set Environment to the stack's name and DataClass to one of the classes; dataClassTag writes it.",
  severity: "low",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  settings: {
    environments: {
      what: "Values of the tag Environment. A stack with one of these names is that environment.",
      schema: list,
      default: ["local", "dev", "test", "prod"] as readonly string[],
    },
    dataClasses: {
      what: "Values of the tag DataClass.",
      schema: list,
      default: ["public", "internal", "confidential", "pii"] as readonly string[],
    },
  },
  evaluate: (resource, { environments, dataClasses }) => {
    const [stack = ""] = /^urn:pulumi:([^:]*)/.exec(resource.urn)?.slice(1) ?? [];
    const allowed = {
      Environment: environments.includes(stack) ? [stack] : environments,
      DataClass: dataClasses,
    };
    return Object.entries(allowed).flatMap(([tag, values]) => {
      const found = tagOf(resource, tag);
      const place = { path: `tags.${tag}` };
      const wanted = values.map(shown).join(" or ");
      if (found.state === "absent") return []; // required-tags
      if (found.state === "unknown") return [undecided(place, wanted)];
      const isOne = !found.misshapen && typeof found.value === "string" && values.includes(found.value);
      return isOne ? [] : [fail(place, shown(found.value), wanted)];
    });
  },
});
