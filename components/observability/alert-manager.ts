import { stringify } from "yaml";
import { type BySeverity, severities } from "../alerting/severity.ts";

/**
 * Definition of the alert manager: one receiver per severity, its SNS topic. An alert without a severity that is known goes
 * where it is not overlooked.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
 */
export function alertManagerDefinition(region: string, topicArns: BySeverity<string>): string {
  const receivers = severities.map((severity) => ({
    name: severity,
    sns_configs: [
      {
        topic_arn: topicArns[severity],
        sigv4: { region },
        send_resolved: true,
        // The default subject holds every label, and SNS takes a hundred characters.
        subject: "{{ .Status | toUpper }} {{ .CommonLabels.alertname }}",
        attributes: { severity },
      },
    ],
  }));
  const config = {
    route: {
      receiver: "warning",
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
      routes: severities.map((severity) => ({ receiver: severity, matchers: [`severity="${severity}"`] })),
    },
    receivers,
  };
  return stringify({ alertmanager_config: stringify(config) });
}
