import { secretLifecycle } from "../../../policy/data-protection/secret-lifecycle.ts";
import { valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const [secret, rotation = ""] = secretLifecycle.types;

export const table: RuleTable = {
  rule: secretLifecycle,
  compliant: {
    [secret]: { name: "prod/broker", recoveryWindowInDays: 30 },
    [rotation]: { secretId: "prod/other", rotationRules: { automaticallyAfterDays: 30 } },
  },
  others: [{ type: rotation, props: {}, dependsOn: { secretId: "judged" } }],
  rows: [
    { kind: "compliant", title: "rotates, and can be had back", findings: [] },
    {
      kind: "compliant",
      title: "rotates, by its name",
      change: { name: "prod/named" },
      others: [{ type: rotation, props: { secretId: "prod/named" } }],
      findings: [],
    },
    ...valueRows("recoveryWindowInDays", { bad: [0], absent: "passes" }),
    {
      kind: "violation",
      title: "never rotates",
      change: { name: "prod/never" },
      others: [],
      findings: [`advice ${rotation}`],
    },
    { kind: "compliant", title: "every month", type: rotation, findings: [] },
    ...valueRows("rotationRules.automaticallyAfterDays", { bad: [0, 365], finding: "advice", type: rotation }),
    {
      kind: "compliant",
      title: "by a schedule",
      type: rotation,
      change: { "rotationRules.scheduleExpression": "rate(10 days)", "rotationRules.automaticallyAfterDays": removed },
      findings: [],
    },
  ],
};
