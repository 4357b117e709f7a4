import { mustBe, mustBeWithin } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const dbBackupAndProtect = resourceRule({
  id: "db-backup-and-protect",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  what: "A database has a week of backups, is not deleted by mistake, and its snapshots keep its tags.",
  why: "The default is one day of backups, or none; and snapshots without tags escape whoever looks after data by its class.",
  remedy: "Set backupRetentionPeriod: 7 or more, deletionProtection: true and copyTagsToSnapshot: true.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["RDS.7", "RDS.8", "RDS.11"], checkov: ["CKV_AWS_133", "CKV_AWS_293"] },
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
  evaluate: ({ props }) => [
    ...mustBeWithin(props, "backupRetentionPeriod", { least: 7 }),
    ...mustBe(props, "deletionProtection", [true]),
    ...mustBe(props, "copyTagsToSnapshot", [true]),
  ],
});
