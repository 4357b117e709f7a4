import { alarmHasAction } from "../../../policy/logging/alarm-has-action.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topic = "arn:aws:sns:eu-central-1:111122223333:alerts";
const actions = "alarmActions";
const missing = "treatMissingData";

export const table: RuleTable = {
  rule: alarmHasAction,
  compliant: {
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
      actionsEnabled: true,
      alarmActions: [topic],
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    },
    [composite]: { actionsEnabled: true, alarmActions: [topic], alarmRule: 'ALARM("disk")' },
  },
  rows: [
    { kind: "compliant", title: "a heartbeat that tells a topic", findings: [] },
    ...valueRows("actionsEnabled", { bad: [false], absent: "passes" }),
    { kind: "absent", title: "no actions", change: { [actions]: removed }, findings: [`fail ${actions}`] },
    {
      kind: "violation",
      title: "an empty list of actions",
      change: { [actions]: [] },
      findings: [`fail ${actions}`],
      says: "alarmActions is absent; must be a list with the ARN of a topic",
    },
    { kind: "unknown", title: "actions not known yet", change: { [actions]: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "actions that are text", change: { [actions]: topic }, findings: [`fail ${actions}`] },
    {
      kind: "compliant",
      title: "a composite alarm goes by it, through the graph",
      change: { [actions]: removed },
      others: [{ type: composite, props: { alarmRule: notKnownYet }, dependsOn: { alarmRule: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a composite alarm goes by it, by name",
      change: { [actions]: removed, name: "prod-disk (1)" },
      others: [{ type: composite, props: { alarmRule: 'OK("other") AND ALARM( "prod-disk (1)" )' } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a composite alarm goes by it, by name without quotes",
      change: { [actions]: removed, name: "prod-disk-2" },
      others: [{ type: composite, props: { alarmRule: "NOT INSUFFICIENT_DATA(prod-disk-2)" } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "a composite alarm goes by another",
      change: { [actions]: removed, name: "prod-disk-3" },
      others: [{ type: composite, props: { alarmRule: 'ALARM("prod-disk-3-too")' } }],
      findings: [`fail ${actions}`],
    },
    ...valueRows(missing, { bad: ["missing", "notBreaching", "ignore"] }),
    {
      kind: "violation",
      title: "silence as at most nothing",
      change: { comparisonOperator: "LessThanOrEqualToThreshold", threshold: 0, [missing]: "notBreaching" },
      findings: [`fail ${missing}`],
    },
    {
      kind: "compliant",
      title: "too little of something that is always reported",
      change: { threshold: 20, [missing]: "notBreaching" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "too much of something",
      change: { comparisonOperator: "GreaterThanThreshold", [missing]: "notBreaching" },
      findings: [],
    },
    {
      kind: "absent",
      title: "no threshold, for an alarm on an anomaly",
      change: { threshold: removed, [missing]: removed },
      findings: [],
    },
    { kind: "compliant", title: "a composite alarm that tells a topic", type: composite, findings: [] },
    ...valueRows("actionsEnabled", { type: composite, bad: [false], absent: "passes" }),
    {
      kind: "violation",
      title: "a composite alarm without actions",
      type: composite,
      change: { [actions]: [] },
      findings: [`fail ${actions}`],
    },
  ],
};
