import { z } from "zod";
import {
  defaultInterfaceServices,
  interfaceServiceNames,
  neededWithoutNat,
} from "../../components/network/endpoint-services.ts";
import type { NetworkArgs } from "../../components/network/network.ts";
import { natProblems } from "../../components/network/nat-plan.ts";
import {
  defaultSubnetPrefix,
  type SubnetPlanArgs,
  subnetPlanProblems,
  tiers,
} from "../../components/network/subnet-plan.ts";
import { isZone } from "../../components/network/zone-place.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";

/** Key of the environment file that sets an argument of the subnet plan. */
const keys = {
  vpcCidr: "cidr",
  availabilityZones: "availabilityZones",
  subnetPrefix: "subnetPrefix",
  subnetCidrs: "subnetCidrs",
  pods: "pods",
} as const satisfies Record<keyof SubnetPlanArgs, string>;

const zoneRule = "must be an Availability Zone like eu-central-1a";
const zone = z.string(zoneRule).regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, zoneRule);
const cidr = z.cidrv4("must be an IPv4 CIDR block like 10.0.0.0/16");
const prefix = z.int("must be a prefix length like 20");

const id = (start: string): z.ZodString => z.string().startsWith(start, `must be an ID that starts with ${start}`);

const existingSubnets = z.record(
  zone,
  z.strictObject({ id: id("subnet-"), cidr, routeTableId: id("rtb-").optional() }),
  "must give each zone's subnet as { id, cidr, routeTableId }",
);

const schema = z.strictObject({
  /** IPv4 CIDR block of the VPC. */
  cidr,
  /** Pool of Amazon VPC IPAM that `cidr` is taken from. Default: none. */
  addressPoolId: id("ipam-pool-").optional(),
  /**
   * Zones. The network does not mind their order: what is in a zone keeps its place when others come and go. Brokers do:
   * they lie in the first three, so list a new zone last.
   */
  availabilityZones: z.array(zone, "must be a list of Availability Zones like [eu-central-1a, eu-central-1b]"),
  /** Prefix length of every subnet. Default: 20. */
  subnetPrefix: prefix.default(defaultSubnetPrefix),
  /** Blocks of subnets that are not to be planned, by tier and zone. Default: all are planned. */
  subnetCidrs: z.partialRecord(z.enum(tiers), z.record(zone, cidr)).optional(),
  /** Secondary block for pods, for example { cidr: 100.64.0.0/16, subnetPrefix: 18 }. Default: none. */
  pods: z.strictObject({ cidr, subnetPrefix: prefix }).optional(),
  /** How the app tier reaches the Internet. */
  natGateways: z.enum(["none", "single", "per-zone", "regional"], "must be none, single, per-zone or regional"),
  /** Zone of a single NAT gateway. Default: the first in the list. */
  natZone: zone.optional(),
  /** Elastic IP addresses of NAT gateways, by zone: allocation IDs. Default: new addresses. */
  natElasticIps: z.record(zone, id("eipalloc-")).optional(),
  /** What the VPC is exempt from where the account blocks public access to VPCs. Default: none. */
  publicAccessExclusion: z
    .enum(["none", "egress", "public-subnets"], "must be none, egress or public-subnets")
    .default("none"),
  /** AWS services with an interface endpoint; each costs by the hour and zone. Default: those the platform calls. */
  interfaceEndpoints: z
    .array(z.enum(interfaceServiceNames, `must be among ${interfaceServiceNames.join(", ")}`))
    .default([...defaultInterfaceServices]),
  /** AWS organisation whose accounts the endpoints let through. Default: this account alone. */
  organizationId: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, "must be the ID of an AWS organisation like o-a1b2c3d4e5")
    .optional(),
  /** Accounts outside whose resources may be reached through the endpoints as well. Default: none. */
  trustedAccountIds: z.array(z.string().regex(/^\d{12}$/, "must be a 12-digit AWS account ID in quotes")).default([]),
  /** Account of the images of EKS add-ons, in Regions that are off by default. Default: AWS's account of the other Regions. */
  eksImageAccountId: z
    .string()
    .regex(/^\d{12}$/, "must be a 12-digit AWS account ID in quotes")
    .optional(),
  /** Blocks that reach load balancers by HTTPS, by what lies there, for example { vpn: 10.8.0.0/16 }. Default: none. */
  loadBalancerClients: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.cidrv4("must be an IPv4 CIDR block like 10.8.0.0/16"))
    .default({}),
  /** Whether brokers take clients through MSK's multi-VPC private connectivity (ports 14001 to 14100). Default: false. */
  multiVpcKafka: z.boolean("must be true or false").default(false),
  /** Whether the flow logs are kept in the log archive as well. Default: false. */
  archiveFlowLogs: z.boolean("must be true or false").default(false),
  /** Alarms left out and thresholds moved. Default: none. */
  alarms: alarmSettings,
  /**
   * A VPC that is there already, with the block `cidr`: only endpoints, flow logs and security groups are made in it.
   * Default: none, one is made.
   */
  existingVpc: z
    .strictObject({
      vpcId: id("vpc-"),
      subnets: z.strictObject({
        public: existingSubnets,
        app: existingSubnets,
        data: existingSubnets,
        pods: existingSubnets.optional(),
      }),
    })
    .optional(),
});

export const section = {
  namespace: "network",
  schema: schema.superRefine((config, context) => {
    // What is no zone is said of the list already, and has no place in a plan.
    for (const { key, message } of config.availabilityZones.every(isZone) ? problems(config) : []) {
      context.addIssue({ code: "custom", path: [key], message });
    }
  }),
} satisfies ConfigSection;

type NetworkConfig = Readonly<z.output<typeof schema>>;

/** The VPC that the keys describe: the one to make, or the one that is there. */
export function vpcOf(config: NetworkConfig): NetworkArgs["vpc"] {
  const { cidr: vpcCidr, natGateways, existingVpc } = config;
  if (existingVpc !== undefined) {
    return { ...existingVpc, vpcCidr, internetEgress: natGateways !== "none" };
  }
  const { subnetPrefix, subnetCidrs, pods, addressPoolId, natZone, natElasticIps, publicAccessExclusion } = config;
  return {
    vpcCidr,
    subnetPrefix,
    subnetCidrs,
    pods,
    addressPoolId,
    natGateways,
    natZone,
    natElasticIps,
    publicAccessExclusion,
  };
}

interface Problem {
  readonly key: keyof NetworkConfig;
  readonly message: string;
}

function problems(config: NetworkConfig): readonly Problem[] {
  const ofVpc = config.existingVpc === undefined ? problemsOfNewVpc(config) : problemsOfExistingVpc(config);
  return [...ofVpc, ...problemsOfEndpoints(config)];
}

function problemsOfEndpoints({ natGateways, interfaceEndpoints }: NetworkConfig): readonly Problem[] {
  const twice = interfaceEndpoints.filter((service, index) => interfaceEndpoints.indexOf(service) !== index);
  const missing =
    natGateways === "none" ? neededWithoutNat.filter((service) => !interfaceEndpoints.includes(service)) : [];
  return [
    // Two endpoints of one service cannot both have its private name.
    ...twice.map((service) => ({ key: "interfaceEndpoints" as const, message: `lists ${service} twice` })),
    ...(missing.length === 0
      ? []
      : [
          { key: "interfaceEndpoints" as const, message: `without NAT gateways nodes also need ${missing.join(", ")}` },
        ]),
  ];
}

function problemsOfNewVpc(config: NetworkConfig): readonly Problem[] {
  const { cidr: vpcCidr, natGateways, natZone, natElasticIps, availabilityZones: zones } = config;
  const nat =
    natGateways === "none"
      ? []
      : natProblems({ strategy: natGateways, singleZone: natZone, elasticIps: natElasticIps, zones });
  return [
    ...subnetPlanProblems({ ...config, vpcCidr }).map(({ argument, message }) => ({ key: keys[argument], message })),
    ...nat.map((message) => ({ key: "natGateways" as const, message })),
  ];
}

/** Keys that say how a VPC is made, which an existing one is not. */
const makingKeys = ["addressPoolId", "subnetCidrs", "pods", "natZone", "natElasticIps"] as const;

function problemsOfExistingVpc(config: NetworkConfig): readonly Problem[] {
  const { existingVpc, availabilityZones } = config;
  const unused = makingKeys
    .filter((key) => config[key] !== undefined)
    .map((key) => ({ key, message: "says how a VPC is made; with existingVpc none is" }));
  const missing = (["app", "data"] as const).flatMap((tier) =>
    availabilityZones
      .filter((name) => existingVpc?.subnets[tier][name] === undefined)
      .map((name) => ({ key: "existingVpc" as const, message: `has no ${tier} subnet in ${name}` })),
  );
  return [...unused, ...missing];
}

/** Whom the endpoints let through. */
export function perimeterOf(config: NetworkConfig): NonNullable<NetworkArgs["perimeter"]> {
  const { organizationId, trustedAccountIds, eksImageAccountId } = config;
  return { organizationId, trustedAccountIds, eksImageAccountId };
}
