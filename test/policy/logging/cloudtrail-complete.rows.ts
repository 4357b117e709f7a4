import { cloudtrailComplete } from "../../../policy/logging/cloudtrail-complete.ts";
import { setRows, valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: cloudtrailComplete,
  compliant: {
    "aws:cloudtrail/trail:Trail": {
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/cloudtrail/audit:*",
    },
  },
  rows: [
    { kind: "compliant", title: "complete", findings: [] },
    ...valueRows("isMultiRegionTrail", { bad: [false] }),
    ...valueRows("enableLogFileValidation", { bad: [false] }),
    ...valueRows("enableLogging", { bad: [false], absent: "passes" }),
    ...valueRows("includeGlobalServiceEvents", { bad: [false], absent: "passes" }),
    ...setRows("cloudWatchLogsGroupArn"),
  ],
};
