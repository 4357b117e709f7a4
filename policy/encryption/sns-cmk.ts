import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const snsCmk = resourceRule({
  id: "sns-cmk",
  types: ["aws:sns/topic:Topic"],
  what: "An SNS topic is encrypted with a key of ours.",
  why: "Nobody can let CloudWatch alarms or EventBridge use the AWS managed key: what they publish to such a topic is lost.",
  remedy: "Set kmsMasterKeyId to the key of the topic's purpose, whose policy lets the services that publish use it.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["SNS.1"], checkov: ["CKV_AWS_26"] },
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
  evaluate: ({ props }) => mustBeOwnKey(props, "kmsMasterKeyId"),
});
