import { tagValues } from "../../../policy/tagging/tag-values.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { bucket, providerWith, queue, scalingGroup, tagged, taggedWith } from "./tagged.ts";

export const table: RuleTable = {
  rule: tagValues,
  compliant: Object.fromEntries([queue, bucket, scalingGroup].map((type) => [type, taggedWith(type, tagged)])),
  everyType: (type) => ({
    compliant: taggedWith(type, tagged),
    broken: taggedWith(type, { ...tagged, DataClass: "secret" }),
  }),
  rows: [
    { kind: "compliant", title: "known values", type: queue, findings: [] },
    { kind: "compliant", title: "personal data", type: bucket, change: { "tags.DataClass": "pii" }, findings: [] },
    {
      kind: "compliant",
      title: "values of its own before wrong defaults",
      type: queue,
      provider: providerWith({ Environment: "production" }),
      findings: [],
    },
    {
      kind: "compliant",
      title: "the stack's environment",
      type: queue,
      change: { "tags.Environment": "fixture" },
      settings: { environments: ["dev", "fixture"] },
      findings: [],
    },
    {
      kind: "violation",
      title: "another environment than the stack's",
      type: queue,
      settings: { environments: ["dev", "fixture"] },
      findings: ["fail tags.Environment"],
      says: 'tags.Environment is "dev"; must be "fixture".',
    },
    {
      kind: "violation",
      title: "an environment that is none",
      type: queue,
      change: { "tags.Environment": "production" },
      findings: ["fail tags.Environment"],
    },
    {
      kind: "violation",
      title: "a class that is none",
      type: bucket,
      change: { "tags.DataClass": "secret" },
      findings: ["fail tags.DataClass"],
    },
    {
      kind: "violation",
      title: "a class that is none, in a list",
      type: scalingGroup,
      change: { "tags.3.value": "" },
      findings: ["fail tags.DataClass"],
      also: ["required-tags"],
    },
    {
      kind: "violation",
      title: "a default that is none",
      type: bucket,
      change: { "tags.Environment": removed },
      provider: providerWith({ Environment: "production" }),
      findings: ["fail tags.Environment"],
    },
    {
      kind: "violation",
      title: "one of all tags",
      type: bucket,
      change: { tags: removed, tagsAll: { ...tagged, DataClass: "secret" } },
      findings: ["fail tags.DataClass"],
    },
    {
      kind: "absent",
      title: "no tags, which is another rule's",
      type: bucket,
      change: { tags: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a value",
      type: queue,
      change: { "tags.DataClass": notKnownYet },
      findings: ["undecided tags.DataClass"],
    },
    {
      kind: "unknown",
      title: "the tags",
      type: queue,
      change: { tags: notKnownYet },
      findings: ["undecided tags.Environment", "undecided tags.DataClass"],
    },
    {
      kind: "wrong type",
      title: "a list of classes",
      type: bucket,
      change: { "tags.DataClass": ["pii"] },
      findings: ["fail tags.DataClass"],
    },
  ],
};
