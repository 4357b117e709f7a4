import { requiredTags } from "../../../policy/tagging/required-tags.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { bucket, listed, ownerless, providerWith, queue, scalingGroup, tagged, taggedWith } from "./tagged.ts";

const names = ["Project", "Environment", "Owner", "CostCenter", "DataClass"];

const each = names.flatMap((name): readonly Row[] => [
  {
    kind: "absent",
    title: `no ${name}`,
    type: queue,
    change: { [`tags.${name}`]: removed },
    findings: [`fail tags.${name}`],
  },
  {
    kind: "violation",
    title: `an empty ${name}`,
    type: queue,
    change: { [`tags.${name}`]: " " },
    findings: [`fail tags.${name}`],
    also: ["Environment", "DataClass"].includes(name) ? ["tag-values"] : [],
  },
]);

export const table: RuleTable = {
  rule: requiredTags,
  compliant: Object.fromEntries([queue, bucket, scalingGroup].map((type) => [type, taggedWith(type, tagged)])),
  everyType: (type) => ({ compliant: taggedWith(type, tagged), broken: taggedWith(type, ownerless) }),
  rows: [
    { kind: "compliant", title: "its own tags", type: queue, findings: [] },
    { kind: "compliant", title: "a list of tags", type: scalingGroup, findings: [] },
    {
      kind: "compliant",
      title: "the provider's default tags, and one of its own",
      type: bucket,
      change: { tags: { Owner: "lake" } },
      provider: providerWith(ownerless),
      findings: [],
    },
    {
      kind: "compliant",
      title: "what the provider's check made of all tags",
      type: bucket,
      change: { tags: removed, tagsAll: tagged },
      findings: [],
    },
    {
      kind: "compliant",
      title: "what configuration asks for",
      type: queue,
      change: { tags: { Team: "lake" } },
      settings: { tags: ["Team"] },
      findings: [],
    },
    ...each,
    {
      kind: "absent",
      title: "no tags",
      type: bucket,
      change: { tags: removed },
      findings: names.map((name) => `fail tags.${name}`),
    },
    {
      kind: "violation",
      title: "default tags without one",
      type: bucket,
      change: { tags: {} },
      provider: providerWith(ownerless),
      findings: ["fail tags.Owner"],
    },
    {
      kind: "violation",
      title: "all tags without one",
      type: bucket,
      change: { tags: removed, tagsAll: ownerless },
      findings: ["fail tags.Owner"],
    },
    {
      kind: "violation",
      title: "a list without one, which default tags do not reach",
      type: scalingGroup,
      change: { tags: listed(ownerless) },
      provider: providerWith(tagged),
      findings: ["fail tags.Owner"],
    },
    { kind: "unknown", title: "the value of one", type: queue, change: { "tags.Owner": notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "its own tags, beside default tags",
      type: bucket,
      change: { tags: notKnownYet },
      provider: providerWith(tagged),
      findings: [],
    },
    {
      kind: "unknown",
      title: "its own tags, beside default tags without one",
      type: bucket,
      change: { tags: notKnownYet },
      provider: providerWith(ownerless),
      findings: ["undecided tags.Owner"],
    },
    {
      kind: "wrong type",
      title: "a number",
      type: queue,
      change: { "tags.CostCenter": 4711 },
      findings: ["fail tags.CostCenter"],
    },
    {
      kind: "wrong type",
      title: "tags that are text",
      type: queue,
      change: { tags: "none" },
      findings: names.map((name) => `fail tags.${name}`),
    },
    {
      kind: "wrong type",
      title: "default tags that are no JSON",
      type: bucket,
      change: { tags: removed },
      provider: { defaultTags: "none" },
      findings: names.map((name) => `fail tags.${name}`),
    },
  ],
};
