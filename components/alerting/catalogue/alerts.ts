import { type AlarmSpec } from "../alarm-spec.ts";
import { deadLetterAlarm } from "./sqs.ts";

/**
 * The alert path watching itself. It goes to the severity whose delivery failed, which has other receivers as well: an
 * address for e-mail beside the pager is what makes it heard.
 */
export function undeliveredAlerts(queueName: string): AlarmSpec {
  return deadLetterAlarm({
    queueName,
    id: "alerts-undelivered",
    why: "A page could not be delivered: whoever should have been woken was not.",
    runbook: "alerts.md#undelivered",
  });
}
