import { s3ObjectLock } from "../../../policy/data-protection/s3-object-lock.ts";
import { valueRows, waitingFor } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [bucket, older = "", lock = "", olderLock = ""] = s3ObjectLock.types;
const trail = "aws:cloudtrail/trail:Trail";
const defaultRetention = { mode: "COMPLIANCE", days: 365 };

export const table: RuleTable = {
  rule: s3ObjectLock,
  compliant: {
    [bucket]: {},
    [older]: {},
    [lock]: { bucket: "lock-one", rule: { defaultRetention } },
    [olderLock]: { bucket: "lock-two", rule: { defaultRetention } },
  },
  rows: [
    { kind: "compliant", title: "a bucket of something else", change: { bucket: "prod-events" }, findings: [] },
    {
      kind: "compliant",
      title: "a trail's bucket with a lock, through the graph",
      others: [
        { type: trail, props: { s3BucketName: notKnownYet }, dependsOn: { s3BucketName: "judged" } },
        { type: lock, props: { bucket: notKnownYet }, dependsOn: { bucket: "judged" } },
      ],
      findings: [],
    },
    {
      kind: "compliant",
      title: "records with a lock of the bucket's own",
      change: { bucket: "prod-finance-own", objectLockConfiguration: { rule: { defaultRetention } } },
      findings: [],
    },
    {
      kind: "violation",
      title: "a trail's bucket without a lock",
      change: { bucket: "trail-target" },
      others: [{ type: trail, props: { s3BucketName: "trail-target" } }],
      findings: [`fail ${lock}`],
    },
    {
      kind: "absent",
      title: "records by the bucket's name, without a lock",
      change: { bucket: "prod-audit-none" },
      findings: [`fail ${lock}`],
    },
    {
      kind: "violation",
      title: "records by the bucket's name, deprecated token",
      type: older,
      change: { bucket: "prod-finance-none" },
      findings: [`fail ${lock}`],
    },
    {
      kind: "violation",
      title: "records that configuration names",
      change: { bucket: "prod-evidence" },
      settings: { buckets: ["*-evidence"] },
      findings: [`fail ${lock}`],
    },
    { kind: "unknown", title: "a name not known yet", change: { bucket: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a lock of the bucket's own not known yet",
      change: { bucket: "prod-audit-later", objectLockConfiguration: notKnownYet },
      ...waitingFor("objectLockConfiguration"),
      findings: [],
    },
    { kind: "compliant", title: "a lock for a year", type: lock, findings: [] },
    {
      kind: "compliant",
      title: "a lock for years",
      type: lock,
      change: { "rule.defaultRetention": { mode: "GOVERNANCE", years: 7 } },
      findings: [],
    },
    ...[lock, olderLock].flatMap((type) => valueRows("rule.defaultRetention.mode", { bad: ["NONE"], type })),
    {
      kind: "absent",
      title: "a lock without a period",
      type: lock,
      change: { "rule.defaultRetention.days": removed },
      findings: ["fail rule.defaultRetention.days"],
    },
    {
      kind: "unknown",
      title: "a period not known yet",
      type: lock,
      change: { "rule.defaultRetention.days": notKnownYet },
      findings: [],
    },
    { kind: "absent", title: "a lock without a rule", type: lock, change: { rule: removed }, findings: ["fail rule"] },
  ],
};
