import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

const replicationInstance = "aws:dms/replicationInstance:ReplicationInstance";

export const dbNotPublic = resourceRule({
  id: "db-not-public",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/workgroup:Workgroup",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/clusterInstance:ClusterInstance",
    replicationInstance,
  ],
  what: "Databases, warehouses and what copies them have no public address.",
  why: "A database with a public address is one security group rule away from the Internet.",
  remedy: "Set publiclyAccessible: false; reach it from the VPC, or through Session Manager port forwarding.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["RDS.2", "Redshift.1", "RedshiftServerless.3", "DMS.1"],
    checkov: ["CKV_AWS_17", "CKV_AWS_87"],
  },
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  // The default is false, but for replication instances, which get a public address unless told otherwise.
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html
  evaluate: ({ type, props }) =>
    mustBe(props, "publiclyAccessible", [false], type === replicationInstance ? "fails" : "passes"),
});
