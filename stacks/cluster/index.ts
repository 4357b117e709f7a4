// Phase 1. Owns: EKS control plane, node groups, workload identity, access, autoscaling's side of AWS. Reads: foundation (cluster and logs keys), network
// (VPC, app subnets, node security group). Publishes: contracts/stacks/cluster.ts.
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { idsByZone } from "../../components/cluster/subnet-ids.ts";
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
const { place, tags, alarms, options } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);

const cluster = new Cluster(
  "cluster",
  {
    ...phase,
    place,
    vpcId: network.vpcId,
    subnetIds: idsByZone(network.subnets.app),
    podSubnetIds: idsByZone(network.podSubnets),
    nodeSecurityGroupId: network.securityGroups.nodes,
    keyArn: foundation.keys.cluster,
    keyAlias: foundation.keyAliases.cluster,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    tags,
    deletionProtection: platform.protectStatefulResources,
  },
  options,
);

new AlarmSet(
  "alarms",
  { ...alarms, area: "cluster", specs: cluster.alarms, topicArns: foundation.alertTopics, ...phase.alarms },
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
  workloadIdentity: cluster.workloadIdentity,
  oidcIssuer: cluster.oidcIssuer,
  autoscaling: cluster.autoscaling,
  addons: cluster.addons,
});
