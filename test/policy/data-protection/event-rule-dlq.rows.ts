import { eventRuleDlq } from "../../../policy/data-protection/event-rule-dlq.ts";
import { setRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const [target, schedule = ""] = eventRuleDlq.types;
const deadLetterConfig = { arn: "arn:aws:sqs:eu-central-1:111111111111:prod-undelivered" };
const arn = "arn:aws:lambda:eu-central-1:111111111111:function:prod-worker";

export const table: RuleTable = {
  rule: eventRuleDlq,
  compliant: {
    [target]: { rule: "prod-nightly", arn, deadLetterConfig },
    [schedule]: { name: "prod-nightly", target: { arn, deadLetterConfig } },
  },
  rows: [
    { kind: "compliant", title: "a target with a queue", findings: [] },
    { kind: "compliant", title: "a schedule with a queue", type: schedule, findings: [] },
    ...setRows("deadLetterConfig.arn"),
    ...setRows("target.deadLetterConfig.arn", { type: schedule }),
  ],
};
