import { kinesisRetention } from "../../../policy/data-protection/kinesis-retention.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const [stream] = kinesisRetention.types;

export const table: RuleTable = {
  rule: kinesisRetention,
  compliant: { [stream]: { name: "prod-readings", retentionPeriod: 168 } },
  rows: [
    { kind: "compliant", title: "a week", findings: [] },
    { kind: "compliant", title: "a year", change: { retentionPeriod: 8760 }, findings: [] },
    ...valueRows("retentionPeriod", { bad: [24, 167, "168"] }),
  ],
};
