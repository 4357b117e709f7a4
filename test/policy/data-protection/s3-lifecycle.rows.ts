import { s3Lifecycle } from "../../../policy/data-protection/s3-lifecycle.ts";
import { waitingFor } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [bucket, older = "", lifecycle = "", olderLifecycle = ""] = s3Lifecycle.types;
const house = {
  id: "house",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
};
const archive = {
  id: "archive",
  status: "Enabled",
  filter: { prefix: "archive/telemetry/" },
  transitions: [{ days: 1, storageClass: "DEEP_ARCHIVE" }],
  expiration: { days: 730 },
};
const live = {
  id: "table",
  status: "Enabled",
  filter: { prefix: "bronze/" },
  transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
};
const uploads = "rules[].abortIncompleteMultipartUpload.daysAfterInitiation";
const versions = "rules[].noncurrentVersionExpiration.noncurrentDays";

export const table: RuleTable = {
  rule: s3Lifecycle,
  compliant: {
    [bucket]: {},
    [older]: {},
    [lifecycle]: { bucket: "lifecycle-one", rules: [house, archive, live] },
    [olderLifecycle]: { bucket: "lifecycle-two", rules: [house] },
  },
  rows: [
    {
      kind: "compliant",
      title: "linked through the graph",
      others: [{ type: lifecycle, props: { bucket: "lifecycle-graph" }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    { kind: "compliant", title: "rules of its own", change: { lifecycleRules: [{ enabled: true }] }, findings: [] },
    {
      kind: "unknown",
      title: "rules of its own not known yet",
      change: { lifecycleRules: notKnownYet },
      ...waitingFor("lifecycleRules"),
      findings: [],
    },
    {
      kind: "unknown",
      title: "nothing linked, at preview, where the provider's own are not known yet",
      change: { lifecycleRules: notKnownYet },
      findings: [`fail ${lifecycle}`],
    },
    {
      kind: "absent",
      title: "nothing linked, and an empty list as in a state",
      change: { lifecycleRules: [] },
      findings: [`fail ${lifecycle}`],
    },
    { kind: "absent", title: "nothing linked", findings: [`fail ${lifecycle}`] },
    { kind: "violation", title: "nothing linked, deprecated token", type: older, findings: [`fail ${lifecycle}`] },
    { kind: "compliant", title: "a lifecycle for all, archives and tables", type: lifecycle, findings: [] },
    {
      kind: "compliant",
      title: "prefixes in the older form",
      type: lifecycle,
      change: { "rules.0.filter": removed, "rules.0.prefix": "" },
      findings: [],
    },
    {
      kind: "absent",
      title: "old versions and parts of uploads stay",
      type: olderLifecycle,
      change: { "rules.0": { id: "none", status: "Enabled", filter: { prefix: "" } } },
      findings: [`fail ${uploads}`, `fail ${versions}`],
    },
    {
      kind: "absent",
      title: "parts of uploads stay",
      type: lifecycle,
      change: { "rules.0.abortIncompleteMultipartUpload": removed },
      findings: [`fail ${uploads}`],
    },
    {
      kind: "absent",
      title: "old versions stay",
      type: lifecycle,
      change: { "rules.0.noncurrentVersionExpiration": removed },
      findings: [`fail ${versions}`],
    },
    {
      kind: "violation",
      title: "a rule that is off",
      type: lifecycle,
      change: { "rules.0.status": "Disabled" },
      findings: [`fail ${uploads}`, `fail ${versions}`],
    },
    {
      kind: "violation",
      title: "a rule for some objects",
      type: lifecycle,
      change: { "rules.0.filter": { prefix: "uploads/" } },
      findings: [`fail ${uploads}`, `fail ${versions}`],
    },
    {
      kind: "violation",
      title: "a rule for objects with a tag",
      type: lifecycle,
      change: { "rules.0.filter": { tag: { key: "keep", value: "no" } } },
      findings: [`fail ${uploads}`, `fail ${versions}`],
    },
    {
      kind: "violation",
      title: "no rules",
      type: lifecycle,
      change: { rules: [] },
      findings: [`fail ${uploads}`, `fail ${versions}`],
    },
    {
      kind: "violation",
      title: "an archive that never gets cheaper",
      type: lifecycle,
      change: { "rules.1.transitions": removed },
      findings: ["fail rules[1].transitions"],
    },
    {
      kind: "violation",
      title: "an archive in a class that is no archive",
      type: lifecycle,
      change: { "rules.1.transitions.0.storageClass": "STANDARD_IA" },
      findings: ["fail rules[1].transitions[0].storageClass"],
    },
    {
      kind: "violation",
      title: "an archive that goes before it has paid",
      type: lifecycle,
      change: { "rules.1.expiration.days": 90 },
      findings: ["fail rules[1].expiration.days"],
    },
    {
      kind: "absent",
      title: "an archive that stays",
      type: lifecycle,
      change: { "rules.1.expiration": removed },
      findings: [],
    },
    {
      kind: "violation",
      title: "a table out of reach",
      type: lifecycle,
      change: { "rules.2.transitions.0.storageClass": "DEEP_ARCHIVE" },
      findings: ["fail rules[2].transitions[0].storageClass"],
    },
    {
      kind: "violation",
      title: "a table whose files S3 deletes",
      type: lifecycle,
      change: { "rules.2.expiration": { days: 400 } },
      findings: ["fail rules[2].expiration.days"],
    },
    {
      kind: "violation",
      title: "a table whose files S3 deletes on a day",
      type: lifecycle,
      change: { "rules.2.expiration": { date: "2030-01-01T00:00:00Z" } },
      findings: ["fail rules[2].expiration.date"],
    },
    {
      kind: "compliant",
      title: "the same where configuration names no tables",
      type: lifecycle,
      change: { "rules.2.expiration": { days: 400 } },
      settings: { tablePrefixes: [] },
      findings: [],
    },
    {
      kind: "unknown",
      title: "not known yet",
      type: lifecycle,
      change: { rules: notKnownYet },
      findings: ["undecided rules"],
    },
    {
      kind: "unknown",
      title: "a rule not known yet",
      type: lifecycle,
      change: { "rules.0": notKnownYet },
      findings: [`undecided ${uploads}`, `undecided ${versions}`],
    },
    { kind: "wrong type", title: "text", type: lifecycle, change: { rules: "house" }, findings: ["fail rules"] },
    {
      kind: "wrong type",
      title: "days as text",
      type: lifecycle,
      change: { "rules.1.expiration.days": "730" },
      findings: ["fail rules[1].expiration.days"],
    },
  ],
};
