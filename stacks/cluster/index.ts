// Phase 1. Owns: EKS control plane, node groups, workload identity. Reads: foundation (cluster and logs keys), network
// (VPC, app subnets, node security group). Publishes: contracts/stacks/cluster.ts.
import { Cluster } from "../../components/cluster/cluster.ts";
import {
  clusterContract,
  consume,
  foundationContract,
  networkContract,
  publish,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);

const cluster = new Cluster(
  "cluster",
  {
    place,
    version: phase.version,
    vpcId: network.vpcId,
    subnetIds: Object.values(network.subnets.app).map((subnet) => subnet.id),
    nodeSecurityGroupId: network.securityGroups.nodes,
    nodeGroups: phase.nodeGroups,
    secretsKeyArn: foundation.keys.cluster,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    publicAccessCidrs: phase.publicAccessCidrs,
    deletionProtection: platform.protectStatefulResources,
  },
  options,
);

export default publish(clusterContract, {
  clusterName: cluster.clusterName,
  clusterArn: cluster.clusterArn,
  endpoint: cluster.endpoint,
  certificateAuthority: cluster.certificateAuthority,
  version: cluster.version,
  vpcId: network.vpcId,
  clusterSecurityGroupId: cluster.clusterSecurityGroupId,
  nodeRoleArn: cluster.nodeRoleArn,
  nodeRoleName: cluster.nodeRoleName,
  workloadIdentity: "pod-identity",
  oidcIssuer: cluster.oidcIssuer,
  autoscaling: { by: "none" },
  addons: cluster.addons,
});
