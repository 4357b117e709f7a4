import { mwaaLogs } from "../../../policy/logging/mwaa-logs.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

/** Not one object for all, for a row changes them in place. */
const on = (): object => ({ enabled: true, logLevel: "INFO" });
const byDefaultOff = ["schedulerLogs", "workerLogs", "webserverLogs", "dagProcessingLogs"];

export const table: RuleTable = {
  rule: mwaaLogs,
  compliant: {
    "aws:mwaa/environment:Environment": {
      loggingConfiguration: {
        schedulerLogs: on(),
        workerLogs: on(),
        webserverLogs: on(),
        dagProcessingLogs: on(),
        taskLogs: on(),
      },
    },
  },
  rows: [
    { kind: "compliant", title: "all on", findings: [] },
    ...byDefaultOff.flatMap((log) => valueRows(`loggingConfiguration.${log}.enabled`, { bad: [false] })),
    ...valueRows("loggingConfiguration.taskLogs.enabled", { bad: [false], absent: "passes" }),
    {
      kind: "absent",
      title: "no block",
      change: { loggingConfiguration: removed },
      findings: ["fail loggingConfiguration"],
    },
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { loggingConfiguration: notKnownYet },
      findings: ["undecided loggingConfiguration"],
    },
  ],
};
