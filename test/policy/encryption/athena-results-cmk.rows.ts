import { athenaResultsCmk } from "../../../policy/encryption/athena-results-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/lake";
const results = "configuration.resultConfiguration.encryptionConfiguration";
const managed = {
  "configuration.resultConfiguration": removed,
  "configuration.managedQueryResultsConfiguration": { enabled: true, encryptionConfiguration: { kmsKey: key } },
};
const managedKey = "configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey";

export const table: RuleTable = {
  rule: athenaResultsCmk,
  compliant: {
    "aws:athena/workgroup:Workgroup": {
      configuration: {
        resultConfiguration: {
          outputLocation: "s3://dev-query-results/",
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key },
        },
      },
    },
  },
  rows: [
    { kind: "compliant", title: "SSE-KMS with a key of ours", findings: [] },
    { kind: "compliant", title: "CSE-KMS", change: { [`${results}.encryptionOption`]: "CSE_KMS" }, findings: [] },
    ...valueRows(`${results}.encryptionOption`, { bad: ["SSE_S3"] }),
    ...ownKeyRows(`${results}.kmsKeyArn`, { service: "s3" }),
    {
      kind: "absent",
      title: "nothing said",
      change: { configuration: removed },
      findings: ["fail configuration"],
      also: ["athena-enforced-and-capped"],
    },
    {
      kind: "absent",
      title: "no encryption of the results",
      change: { [results]: removed },
      findings: [`fail ${results}`],
    },
    {
      kind: "unknown",
      title: "a configuration not known yet",
      change: { configuration: notKnownYet },
      findings: ["undecided configuration"],
    },
    { kind: "compliant", title: "results that Athena keeps", change: managed, findings: [] },
    {
      kind: "violation",
      title: "results that Athena does not keep, whatever key it would",
      change: { ...managed, "configuration.managedQueryResultsConfiguration.enabled": false },
      findings: ["fail configuration.resultConfiguration"],
    },
    ...ownKeyRows(managedKey, { service: "athena" }).map((row): Row => ({
      ...row,
      change: { ...managed, ...row.change },
    })),
  ],
};
