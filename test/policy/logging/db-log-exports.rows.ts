import { dbLogExports } from "../../../policy/logging/db-log-exports.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const path = "enabledCloudwatchLogsExports";
const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";

export const table: RuleTable = {
  rule: dbLogExports,
  compliant: { [instance]: { [path]: ["postgresql"] }, [cluster]: { [path]: ["audit", "error"] } },
  rows: [instance, cluster].flatMap((type): readonly Row[] => {
    const titled = (title: string): string => `${title}, ${type}`;
    return [
      { kind: "compliant", title: titled("some"), type, findings: [] },
      { kind: "absent", title: titled("none"), type, change: { [path]: removed }, findings: [`fail ${path}`] },
      { kind: "violation", title: titled("an empty list"), type, change: { [path]: [] }, findings: [`fail ${path}`] },
      { kind: "unknown", title: titled("a list not known yet"), type, change: { [path]: notKnownYet }, findings: [] },
      { kind: "wrong type", title: titled("text"), type, change: { [path]: "audit" }, findings: [`fail ${path}`] },
    ];
  }),
};
