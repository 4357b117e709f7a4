// Phase 1. Owns: VPC in three tiers, endpoints, flow logs, security groups. Reads: foundation (logs key).
// Publishes: contracts/stacks/network.ts.
import { Network } from "../../components/network/network.ts";
import { consume, foundationContract, networkContract, publish } from "../../contracts/stacks/index.ts";
import { loadConfig } from "../config.ts";
import { enterEnvironment } from "../environment.ts";
import { section } from "./config.ts";

const { platform, phase } = loadConfig(section);
const { place, options } = enterEnvironment(platform);
const foundation = await consume(foundationContract);

const network = new Network(
  "network",
  {
    place,
    vpcCidr: phase.cidr,
    availabilityZones: phase.availabilityZones,
    subnetPrefix: phase.subnetPrefix,
    natGateways: phase.natGateways,
    logsKeyArn: foundation.keys.logs,
    logRetentionDays: platform.logRetentionDays,
  },
  options,
);

export default publish(networkContract, {
  vpcId: network.vpcId,
  vpcCidr: network.vpcCidr,
  availabilityZones: [...network.availabilityZones],
  subnets: network.subnets,
  securityGroups: network.securityGroups,
});
