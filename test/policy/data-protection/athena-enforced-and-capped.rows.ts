import { athenaEnforcedAndCapped } from "../../../policy/data-protection/athena-enforced-and-capped.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [workgroup] = athenaEnforcedAndCapped.types;

export const table: RuleTable = {
  rule: athenaEnforcedAndCapped,
  compliant: {
    [workgroup]: {
      name: "prod-analysts",
      configuration: {
        enforceWorkgroupConfiguration: true,
        bytesScannedCutoffPerQuery: 1_099_511_627_776,
        publishCloudwatchMetricsEnabled: true,
      },
    },
  },
  rows: [
    { kind: "compliant", title: "enforced and capped", findings: [] },
    ...valueRows("configuration.enforceWorkgroupConfiguration", { bad: [false], absent: "passes" }),
    ...valueRows("configuration.bytesScannedCutoffPerQuery", { bad: [0] }),
    ...valueRows("configuration.publishCloudwatchMetricsEnabled", {
      bad: [false],
      absent: "passes",
      finding: "advice",
    }),
    {
      kind: "absent",
      title: "no configuration",
      change: { configuration: removed },
      findings: ["fail configuration"],
      also: ["athena-results-cmk"],
    },
    {
      kind: "unknown",
      title: "a configuration not known yet",
      change: { configuration: notKnownYet },
      findings: ["undecided configuration"],
    },
    {
      kind: "wrong type",
      title: "a configuration that is text",
      change: { configuration: "enforced" },
      findings: ["fail configuration"],
    },
  ],
};
