import { controlPlaneCmk } from "../../../policy/encryption/control-plane-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const schedule = "aws:scheduler/schedule:Schedule";
const stateMachine = "aws:sfn/stateMachine:StateMachine";
const grafana = "aws:grafana/workspace:Workspace";
const prometheus = "aws:amp/workspace:Workspace";
const key = "arn:aws:kms:eu-central-1:111122223333:key/metrics";

export const table: RuleTable = {
  rule: controlPlaneCmk,
  compliant: {
    "aws:cloudwatch/eventBus:EventBus": { kmsKeyIdentifier: key },
    [schedule]: { kmsKeyArn: key },
    [stateMachine]: { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: key } },
    [grafana]: { kmsKeyId: key },
    [prometheus]: { kmsKeyArn: key },
  },
  rows: [
    { kind: "compliant", title: "an event bus", findings: [] },
    { kind: "compliant", title: "a state machine", type: stateMachine, findings: [] },
    ...ownKeyRows("kmsKeyIdentifier", { service: "events" }),
    ...ownKeyRows("kmsKeyArn", { service: "scheduler", type: schedule }),
    ...ownKeyRows("encryptionConfiguration.kmsKeyId", { service: "states", type: stateMachine }),
    ...valueRows("encryptionConfiguration.type", { bad: ["AWS_OWNED_KEY"], type: stateMachine }),
    {
      kind: "absent",
      title: "a state machine that says nothing",
      type: stateMachine,
      change: { encryptionConfiguration: removed },
      findings: ["fail encryptionConfiguration"],
    },
    ...ownKeyRows("kmsKeyId", { service: "grafana", type: grafana }),
    ...ownKeyRows("kmsKeyArn", { service: "aps", type: prometheus }),
  ],
};
