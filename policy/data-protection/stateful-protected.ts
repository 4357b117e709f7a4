import { fail, resourceRule } from "../rule.ts";
import { bucketTypes } from "./bucket-links.ts";

export const statefulProtected = resourceRule({
  id: "stateful-protected",
  types: [
    ...bucketTypes,
    "aws:cloudtrail/eventDataStore:EventDataStore",
    "aws:dynamodb/table:Table",
    "aws:kinesis/stream:Stream",
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:msk/cluster:Cluster",
    "aws:msk/serverlessCluster:ServerlessCluster",
    "aws:msk/topic:Topic",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/namespace:Namespace",
    "aws:s3tables/table:Table",
    "aws:s3tables/tableBucket:TableBucket",
  ],
  what: "What holds data, or the key to it, is protected from deletion and replacement.",
  why: "A renamed resource or a changed property replaces it, and the data goes with the old one.",
  remedy:
    "Set the resource option protect: true; our stacks do it by type where platform:protectStatefulResources is true.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  evaluate: ({ protect }) => (protect ? [] : [fail({ path: "protect" }, "not set", "true")]),
});
