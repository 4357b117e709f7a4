// Phase 1. Owns: what runs in the cluster for everyone. Reads: foundation (keys, alert topics), network (app subnets, node security
// group), cluster. Publishes: contracts/stacks/cluster-services.ts.
import * as pulumi from "@pulumi/pulumi";
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { podLogAlarms } from "../../components/alerting/catalogue/pod-logs.ts";
import { ClusterDefaults } from "../../components/kubernetes/cluster-defaults.ts";
import { clusterProvider } from "../../components/kubernetes/cluster-provider.ts";
import { Controllers } from "../../components/kubernetes/controllers.ts";
import { PolicedNamespace } from "../../components/kubernetes/policed-namespace.ts";
import {
  clusterContract,
  clusterServicesContract,
  consume,
  foundationContract,
  networkContract,
  publish,
} from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, tags, options, alarms } = enterEnvironment(platform);
const foundation = await consume(foundationContract);
const network = await consume(networkContract);
const cluster = await consume(clusterContract);
const access = { ...cluster, region: place.region };
const inCluster = pulumi.mergeOptions(options, { providers: { kubernetes: clusterProvider("kubernetes", access) } });

const defaults = new ClusterDefaults("defaults", { volumeKeyArn: foundation.keys.cluster }, inCluster);
const controllers = new Controllers(
  "controllers",
  {
    place,
    cluster: {
      ...cluster,
      vpcCidr: network.vpcCidr,
      subnetIds: Object.values(network.subnets.app).map(({ id }) => id),
      securityGroupIds: [cluster.clusterSecurityGroupId, network.securityGroups.nodes],
    },
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    secretsKeyAlias: foundation.keyAliases.secrets,
    tags,
    enabled: phase,
    nodePool: phase.nodePool,
  },
  pulumi.mergeOptions(inCluster, { dependsOn: [defaults] }),
);
const targetsGateReadiness = phase.loadBalancerController;
const namespaces = phase.namespaces.map(
  ({ name, quota }) =>
    new PolicedNamespace(name, { namespace: name, version: cluster.version, quota, targetsGateReadiness }, inCluster),
);
new AlarmSet(
  "alarms",
  {
    ...alarms,
    area: "cluster-services",
    specs: controllers.podLogGroups.flatMap(podLogAlarms),
    topicArns: foundation.alertTopics,
    ...phase.alarms,
  },
  options,
);

export default publish(clusterServicesContract, {
  namespaces: namespaces.map(({ namespace }) => namespace),
  storageClass: defaults.storageClass,
  podLogGroups: controllers.podLogGroups,
  drainTimeoutMinutes: phase.drainTimeoutMinutes,
});
