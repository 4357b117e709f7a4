import { z } from "zod";
import { defineContract, internal, known, stable } from "./contract.ts";
import { cidrBlock, zoneName } from "./shapes.ts";

const subnetsByZone = z.record(zoneName, z.object({ id: z.string().startsWith("subnet-"), cidr: cidrBlock }));
const securityGroupId = z.string().startsWith("sg-");

export const networkContract = defineContract("network", {
  vpcId: stable("ID of the VPC", z.string().startsWith("vpc-")),
  vpcCidr: stable("IPv4 CIDR block of the VPC", cidrBlock),
  availabilityZones: stable("Zones the subnets lie in, in the order they were added", known(z.array(zoneName).min(2))),
  subnets: stable(
    "Subnets by tier and zone: ID and CIDR block",
    z.object({ public: subnetsByZone, app: subnetsByZone, data: subnetsByZone }),
  ),
  podSubnets: stable(
    "Subnets that pods take their addresses from, by zone: ID and CIDR block; empty where they are those of the app tier",
    subnetsByZone,
  ),
  routeTables: internal(
    "IDs of the route tables by tier and zone, for routes to other networks",
    z.record(z.enum(["public", "app", "data", "pods"]), z.record(zoneName, z.string().startsWith("rtb-"))),
  ),
  natPublicIps: stable(
    "Addresses the app tier is seen by on the Internet, by zone of the NAT gateway; empty where AWS chooses them",
    z.record(zoneName, z.ipv4()),
  ),
  endpoints: internal(
    "IDs of the VPC endpoints by AWS service, for policies that let through what comes from them alone",
    z.record(z.string(), z.string().startsWith("vpce-")),
  ),
  prefixLists: stable(
    "Prefix lists of the gateway endpoints, for security group rules",
    z.object({ s3: z.string().startsWith("pl-"), dynamodb: z.string().startsWith("pl-") }),
  ),
  securityGroups: stable(
    "Security groups: EKS nodes, MSK brokers, clients that may reach the brokers, load balancers, interface endpoints",
    z.object({
      nodes: securityGroupId,
      brokers: securityGroupId,
      kafkaClients: securityGroupId,
      loadBalancers: securityGroupId,
      endpoints: securityGroupId,
    }),
  ),
});
