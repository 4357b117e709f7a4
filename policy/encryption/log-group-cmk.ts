import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const logGroupCmk = resourceRule({
  id: "log-group-cmk",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  what: "A log group is encrypted with a key of ours.",
  why: "Logs repeat what services handle; without a key of ours, reading logs needs no permission on any key.",
  remedy: "Set kmsKeyId to the log key, whose policy lets logs.<region>.amazonaws.com use it.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_158"] },
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  evaluate: ({ props }) => mustBeOwnKey(props, "kmsKeyId"),
});
