// Phase 1. Owns: VPC in three tiers, endpoints, flow logs, security groups, their alarms. Reads: foundation (logs key, log
// archive, alert topics). Publishes: contracts/stacks/network.ts.
import { AlarmSet } from "../../components/alerting/alarm-set.ts";
import { Network } from "../../components/network/network.ts";
import { consume, foundationContract, networkContract, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { perimeterOf, section, vpcOf } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options, alarms } = enterEnvironment(platform);
const foundation = await consume(foundationContract);

const network = new Network(
  "network",
  {
    place,
    availabilityZones: phase.availabilityZones,
    vpc: vpcOf(phase),
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
    flowLogArchiveArn: phase.archiveFlowLogs ? foundation.logArchive.arn : undefined,
    interfaceServices: phase.interfaceEndpoints,
    perimeter: perimeterOf(phase),
    loadBalancerClients: phase.loadBalancerClients,
    multiVpcKafka: phase.multiVpcKafka,
  },
  options,
);

new AlarmSet(
  "alarms",
  { ...alarms, area: "network", specs: network.alarms, topicArns: foundation.alertTopics, ...phase.alarms },
  options,
);

const { public: publicTier, app, data, pods } = network.subnets;

export default publish(networkContract, {
  vpcId: network.vpcId,
  vpcCidr: network.vpcCidr,
  availabilityZones: [...network.availabilityZones],
  subnets: { public: publicTier, app, data },
  podSubnets: pods,
  routeTables: network.routeTableIds,
  natPublicIps: network.natPublicIps,
  endpoints: network.endpointIds,
  prefixLists: network.prefixListIds,
  securityGroups: network.securityGroups,
});
