import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

const stateMachine = "aws:sfn/stateMachine:StateMachine";

/** Where each type has its key. */
const keys = {
  "aws:cloudwatch/eventBus:EventBus": "kmsKeyIdentifier",
  "aws:scheduler/schedule:Schedule": "kmsKeyArn",
  [stateMachine]: "encryptionConfiguration.kmsKeyId",
  "aws:grafana/workspace:Workspace": "kmsKeyId",
  "aws:amp/workspace:Workspace": "kmsKeyArn",
} as const;

export const controlPlaneCmk = resourceRule({
  id: "control-plane-cmk",
  types: [
    "aws:cloudwatch/eventBus:EventBus",
    "aws:scheduler/schedule:Schedule",
    stateMachine,
    "aws:grafana/workspace:Workspace",
    "aws:amp/workspace:Workspace",
  ],
  what: "Services that carry events, schedules, executions and metrics keep them under a key of ours.",
  why: "Payloads of events and inputs of executions often hold the data itself; with an AWS owned key nothing can be revoked or audited.",
  remedy:
    "Set kmsKeyIdentifier (event bus), kmsKeyArn (schedule, Prometheus workspace), kmsKeyId (Grafana workspace), or encryptionConfiguration { type: CUSTOMER_MANAGED_KMS_KEY, kmsKeyId } (state machine).",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_297"] },
  url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption.html",
  evaluate: ({ type, props }) => {
    const key = mustBeOwnKey(props, keys[type as keyof typeof keys]); // the rule's types are the keys
    if (type !== stateMachine) return key;
    return oncePerPlace([...mustBe(props, "encryptionConfiguration.type", ["CUSTOMER_MANAGED_KMS_KEY"]), ...key]);
  },
});
