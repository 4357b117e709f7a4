import { mustBe, oncePerPlace } from "../check.ts";
import { resourceRule } from "../rule.ts";

const byDefaultOff = ["schedulerLogs", "workerLogs", "webserverLogs", "dagProcessingLogs"];

export const mwaaLogs = resourceRule({
  id: "mwaa-logs",
  types: ["aws:mwaa/environment:Environment"],
  what: "Every part of an Airflow environment delivers its logs.",
  why: "Nobody can look into its hosts: why a task was not started, or who was refused, is known from these logs alone.",
  remedy:
    "Set enabled: true in schedulerLogs, workerLogs, webserverLogs, dagProcessingLogs and taskLogs of loggingConfiguration.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_242", "CKV_AWS_243", "CKV_AWS_244"] },
  url: "https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html",
  evaluate: ({ props }) =>
    oncePerPlace([
      ...byDefaultOff.flatMap((log) => mustBe(props, `loggingConfiguration.${log}.enabled`, [true])),
      // On by default.
      ...mustBe(props, "loggingConfiguration.taskLogs.enabled", [true], "passes"),
    ]),
});
