import { dynamodbRecovery } from "../../../policy/data-protection/dynamodb-recovery.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [tableType] = dynamodbRecovery.types;

export const table: RuleTable = {
  rule: dynamodbRecovery,
  compliant: {
    [tableType]: {
      name: "prod-event-windows",
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      ttl: { attributeName: "expiresAt", enabled: true },
    },
  },
  rows: [
    { kind: "compliant", title: "a table of windows", findings: [] },
    {
      kind: "compliant",
      title: "a table of devices, which stay",
      change: { name: "prod-devices", ttl: removed },
      findings: [],
    },
    ...valueRows("pointInTimeRecovery.enabled", { bad: [false] }),
    ...valueRows("deletionProtectionEnabled", { bad: [false] }),
    ...valueRows("ttl.enabled", { bad: [false], finding: "advice" }),
    { kind: "unknown", title: "a name not known yet", change: { name: notKnownYet, ttl: removed }, findings: [] },
    {
      kind: "violation",
      title: "a table that configuration names",
      change: { name: "prod-sessions", ttl: removed },
      settings: { windowTables: ["*-sessions"] },
      findings: ["advice ttl"],
    },
  ],
};
