import { has } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { advice, resourceRule } from "../rule.ts";

export const sqsCmk = resourceRule({
  id: "sqs-cmk",
  types: ["aws:sqs/queue:Queue"],
  what: "An SQS queue is encrypted with a key of ours.",
  why: "With keys that SQS owns, whoever may receive from the queue may read it, and EventBridge or SNS need no right on a key to fill it.",
  remedy: "Set kmsMasterKeyId to the key of the queue's purpose, whose policy lets the services that send use it.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["SQS.1"], checkov: ["CKV_AWS_27", "CKV2_AWS_73"], cdkNag: ["SQS2"] },
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
  settings: {
    sqsOwnedKeys: {
      what: "Whether a queue with keys that SQS owns (SSE-SQS, the default) is only advised to have one of ours.",
      schema: { type: "boolean" },
      default: false,
    },
  },
  evaluate: ({ props }, { sqsOwnedKeys }) => {
    const findings = mustBeOwnKey(props, "kmsMasterKeyId");
    // SQS turns SSE-SQS on where a queue says nothing.
    const encrypted = has(props, "sqsManagedSseEnabled", [false]) === false;
    return sqsOwnedKeys && encrypted ? advice(findings) : findings;
  },
});
