import { configRecorderOn } from "../../../policy/logging/config-recorder-on.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const status = "aws:cfg/recorderStatus:RecorderStatus";
const channel = "aws:cfg/deliveryChannel:DeliveryChannel";
const all = "recordingGroup.allSupported";
const global = "recordingGroup.includeGlobalResourceTypes";
const role = { name: "role", type: "aws:iam/role:Role", props: {} };
const on = { type: status, props: { isEnabled: true }, dependsOn: { name: "judged" } };

export const table: RuleTable = {
  rule: configRecorderOn,
  compliant: {
    "aws:cfg/recorder:Recorder": { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    [status]: { isEnabled: true },
    [channel]: { s3KmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/logs" },
  },
  others: [on],
  rows: [
    { kind: "compliant", title: "everything, switched on", findings: [] },
    {
      kind: "compliant",
      title: "switched on by name",
      change: { name: "recorder-by-name" },
      others: [{ type: status, props: { name: "recorder-by-name", isEnabled: true } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "switched on by id",
      change: { id: "recorder-by-id" },
      others: [{ type: status, props: { name: "recorder-by-id", isEnabled: true } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "nothing switches it on",
      others: [],
      findings: [`fail ${status}`],
      says: "must be there for every recorder",
    },
    { kind: "violation", title: "some kinds alone", change: { [all]: false }, findings: [`fail ${all}`] },
    { kind: "absent", title: "all kinds by default", change: { [all]: removed }, findings: [] },
    { kind: "violation", title: "without global kinds", change: { [global]: false }, findings: [`fail ${global}`] },
    {
      kind: "absent",
      title: "no global kinds by default",
      change: { [global]: removed },
      findings: [`fail ${global}`],
    },
    { kind: "absent", title: "no group", change: { recordingGroup: removed }, findings: ["fail recordingGroup"] },
    {
      kind: "unknown",
      title: "no group, at preview, where the provider's own is not known yet",
      change: { recordingGroup: notKnownYet },
      findings: ["fail recordingGroup"],
    },
    {
      kind: "unknown",
      title: "whether all kinds, not known yet",
      change: { [all]: notKnownYet },
      others: [on, role],
      dependsOn: { recordingGroup: "role" },
      findings: [`undecided ${all}`],
    },
    { kind: "wrong type", title: "text", change: { [all]: "true" }, findings: [`fail ${all}`] },
    { kind: "compliant", title: "a switch", type: status, findings: [] },
    ...valueRows("isEnabled", { type: status, bad: [false] }),
    { kind: "compliant", title: "a channel with a key of ours", type: channel, findings: [] },
    ...setRows("s3KmsKeyArn", { type: channel }),
  ],
};
