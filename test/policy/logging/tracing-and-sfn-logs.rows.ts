import { tracingAndSfnLogs } from "../../../policy/logging/tracing-and-sfn-logs.ts";
import { valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const machine = "aws:sfn/stateMachine:StateMachine";

export const table: RuleTable = {
  rule: tracingAndSfnLogs,
  compliant: {
    "aws:lambda/function:Function": { tracingConfig: { mode: "Active" } },
    [machine]: {
      loggingConfiguration: { level: "ERROR", logDestination: "arn:aws:logs:::log-group:/aws/states/one:*" },
      tracingConfiguration: { enabled: true },
    },
  },
  rows: [
    { kind: "compliant", title: "a traced function", findings: [] },
    ...valueRows("tracingConfig.mode", { bad: ["PassThrough"] }),
    { kind: "absent", title: "no block", change: { tracingConfig: removed }, findings: ["fail tracingConfig"] },
    { kind: "compliant", title: "a traced state machine", type: machine, findings: [] },
    ...valueRows("loggingConfiguration.level", { type: machine, bad: ["OFF"] }),
    ...valueRows("tracingConfiguration.enabled", { type: machine, bad: [false] }),
  ],
};
