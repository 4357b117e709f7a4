import { mustBeWithin } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const kmsKeyDeletionWindow = resourceRule({
  id: "kms-key-deletion-window",
  types: [
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  what: "A KMS key that is deleted can be brought back for 30 days.",
  why: "What a deleted key encrypted is lost for good; the waiting period is the time there is to notice.",
  remedy: "Leave deletionWindowInDays out, or set it to 30.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["KMS.3"] },
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  evaluate: ({ props }) => mustBeWithin(props, "deletionWindowInDays", { least: 30 }, "passes"),
});
