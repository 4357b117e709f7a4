import { rdsCmk } from "../../../policy/encryption/rds-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const key = "arn:aws:kms:eu-central-1:111122223333:key/database";
const insights = { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key };
const compliant = { storageEncrypted: true, kmsKeyId: key, ...insights };
const inherited = { storageEncrypted: removed, kmsKeyId: removed };

export const table: RuleTable = {
  rule: rdsCmk,
  compliant: { [instance]: compliant, [cluster]: compliant, [clusterInstance]: insights },
  rows: [
    { kind: "compliant", title: "an instance", findings: [] },
    { kind: "compliant", title: "an instance of a cluster", type: clusterInstance, findings: [] },
    ...[instance, cluster].flatMap((type) => [
      ...valueRows("storageEncrypted", { bad: [false], type }),
      ...ownKeyRows("kmsKeyId", { service: "rds", type }),
    ]),
    ...[instance, cluster, clusterInstance].flatMap((type) =>
      ownKeyRows("performanceInsightsKmsKeyId", { service: "rds", type }),
    ),
    {
      kind: "compliant",
      title: "no Performance Insights, no key for them",
      change: { performanceInsightsEnabled: false, performanceInsightsKmsKeyId: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "whether there are Performance Insights, without a key for them",
      change: { performanceInsightsEnabled: notKnownYet, performanceInsightsKmsKeyId: removed },
      findings: ["undecided performanceInsightsKmsKeyId"],
    },
    {
      kind: "compliant",
      title: "a replica has its source's encryption",
      change: { ...inherited, replicateSourceDb: "orders" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a replica of a cluster has its source's encryption",
      type: cluster,
      change: { ...inherited, replicationSourceIdentifier: notKnownYet },
      findings: [],
    },
    {
      kind: "violation",
      title: "an instance with an empty source is no replica",
      change: { ...inherited, replicateSourceDb: "" },
      findings: ["fail storageEncrypted", "fail kmsKeyId"],
    },
    {
      kind: "violation",
      title: "a replica with the AWS managed key, not encrypted",
      change: { storageEncrypted: false, kmsKeyId: "alias/aws/rds", replicateSourceDb: "orders" },
      findings: ["fail storageEncrypted", "fail kmsKeyId"],
    },
  ],
};
