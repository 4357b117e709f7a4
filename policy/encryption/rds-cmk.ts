import { has, mustBe } from "../check.ts";
import { mustBeOwnKey, ownKeyWhere } from "../kms-key.ts";
import { isEmpty, type Properties, read } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";

export const rdsCmk = resourceRule({
  id: "rds-cmk",
  types: ["aws:rds/instance:Instance", cluster, clusterInstance],
  what: "A database, and what Performance Insights keeps of it, is encrypted with keys of ours.",
  why: "Storage, backups and snapshots are in the clear by default, and a database cannot be encrypted in place later.",
  remedy:
    "Set storageEncrypted: true and kmsKeyId, and performanceInsightsKmsKeyId where performanceInsightsEnabled is set; on the instances of a cluster too.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["RDS.3", "RDS.27"],
    checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_327"],
    cdkNag: ["RDS2"],
  },
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
  evaluate: ({ type, props }) => [
    // An instance of a cluster has the cluster's storage.
    ...(type === clusterInstance
      ? []
      : storage(props, type === cluster ? "replicationSourceIdentifier" : "replicateSourceDb")),
    ...ownKeyWhere(has(props, "performanceInsightsEnabled", [true]), read(props, "performanceInsightsKmsKeyId")),
  ],
});

/** A replica has its source's encryption where it says nothing; in another Region AWS refuses it without a key. */
function storage(props: Properties, sourceOfReplica: string): readonly Finding[] {
  const isReplica = !isEmpty(read(props, sourceOfReplica));
  return [
    ...mustBe(props, "storageEncrypted", [true], isReplica ? "passes" : "fails"),
    ...(isReplica && isEmpty(read(props, "kmsKeyId")) ? [] : mustBeOwnKey(props, "kmsKeyId")),
  ];
}
