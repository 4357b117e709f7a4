import { emrServerlessLogsCmk } from "../../../policy/encryption/emr-serverless-logs-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const encryptionKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/logs";
const managed = "monitoringConfiguration.managedPersistenceMonitoringConfiguration";
const s3 = "monitoringConfiguration.s3MonitoringConfiguration";
const cloudwatch = "monitoringConfiguration.cloudwatchLoggingConfiguration";

export const table: RuleTable = {
  rule: emrServerlessLogsCmk,
  compliant: {
    "aws:emrserverless/application:Application": {
      monitoringConfiguration: {
        managedPersistenceMonitoringConfiguration: { enabled: true, encryptionKeyArn },
        s3MonitoringConfiguration: { logUri: "s3://dev-logs/emr/", encryptionKeyArn },
        cloudwatchLoggingConfiguration: { enabled: true, encryptionKeyArn },
      },
    },
  },
  rows: [
    { kind: "compliant", title: "a key of ours for all three", findings: [] },
    ...[managed, s3, cloudwatch].flatMap((block) => ownKeyRows(`${block}.encryptionKeyArn`, { service: "logs" })),
    {
      kind: "violation",
      title: "shipped without keys, and kept by EMR without one",
      change: { [managed]: {}, [s3]: {}, [cloudwatch]: { enabled: true } },
      findings: [managed, s3, cloudwatch].map((block) => `fail ${block}.encryptionKeyArn`),
    },
    {
      kind: "absent",
      title: "nothing said: EMR keeps the logs",
      change: { monitoringConfiguration: removed },
      findings: ["fail monitoringConfiguration"],
    },
    {
      kind: "compliant",
      title: "EMR keeps none, and none are shipped",
      change: { [managed]: { enabled: false }, [s3]: removed, [cloudwatch]: { enabled: false } },
      findings: [],
    },
  ],
};
