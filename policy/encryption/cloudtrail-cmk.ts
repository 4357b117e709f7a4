import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const cloudtrailCmk = resourceRule({
  id: "cloudtrail-cmk",
  types: ["aws:cloudtrail/trail:Trail", "aws:cloudtrail/eventDataStore:EventDataStore"],
  what: "A trail, and an event data store of CloudTrail Lake, is encrypted with a key of ours.",
  why: "Without one, a right on the bucket is enough to read who did what in the account.",
  remedy: "Set kmsKeyId to the audit key, whose policy lets cloudtrail.amazonaws.com encrypt with it.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudTrail.2"], cis: ["4.5"], checkov: ["CKV_AWS_35", "CKV_AWS_294"] },
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  evaluate: ({ props }) => mustBeOwnKey(props, "kmsKeyId"),
});
