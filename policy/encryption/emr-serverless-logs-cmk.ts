import { has } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import { property, type Properties, read } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

const monitoring = "monitoringConfiguration";

export const emrServerlessLogsCmk = resourceRule({
  id: "emr-serverless-logs-cmk",
  types: ["aws:emrserverless/application:Application"],
  what: "Logs of an EMR Serverless application are encrypted with a key of ours, wherever they go.",
  why: "Drivers and executors log rows and queries; EMR keeps them for 30 days under a key that AWS owns, unless told otherwise.",
  remedy:
    "Set encryptionKeyArn in monitoringConfiguration.managedPersistenceMonitoringConfiguration (or enabled: false there), and in s3MonitoringConfiguration and cloudwatchLoggingConfiguration where they are used.",
  severity: "low",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/jobs-log-storage.html",
  // What it keeps on its workers' disks has no property in the provider.
  evaluate: ({ props }) => [
    ...managedPersistence(props),
    ...shipped(props, "s3MonitoringConfiguration"),
    ...(has(props, `${monitoring}.cloudwatchLoggingConfiguration.enabled`, [false]) === true
      ? []
      : shipped(props, "cloudwatchLoggingConfiguration")),
  ],
});

/** On where nothing is said. */
function managedPersistence(props: Properties): readonly Finding[] {
  const block = `${monitoring}.managedPersistenceMonitoringConfiguration`;
  return has(props, `${block}.enabled`, [false]) === true ? [] : ownKey(read(props, `${block}.encryptionKeyArn`));
}

/** Off where nothing is said. */
function shipped(props: Properties, name: string): readonly Finding[] {
  const block = read(props, `${monitoring}.${name}`);
  return block.state === "known" && !block.misshapen ? ownKey(property(block, "encryptionKeyArn")) : [];
}
