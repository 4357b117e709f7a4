import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { FlowLogs } from "./flow-logs.ts";
import { planSubnets, type SubnetPlan, type Tier } from "./subnet-plan.ts";
import { VpcEndpoints } from "./vpc-endpoints.ts";
import { WorkloadSecurityGroups } from "./workload-security-groups.ts";

/** How private subnets reach the Internet: not at all, through one gateway, or through one in each zone. */
export type NatGateways = "none" | "single" | "per-zone";

export interface NetworkArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** IPv4 CIDR block of the VPC. */
  readonly vpcCidr: string;
  /** Zone names in the order they were added. Append only. */
  readonly availabilityZones: readonly string[];
  /**
   * Prefix length of every subnet.
   * @default 20
   */
  readonly subnetPrefix?: number;
  /** How private subnets reach the Internet, and what that costs. */
  readonly natGateways: NatGateways;
  /** Key that encrypts the flow logs; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the flow logs are kept. */
  readonly logRetentionDays: number;
}

export interface Subnet {
  readonly id: pulumi.Output<string>;
  readonly cidr: string;
}

export type SubnetsByZone = Readonly<Record<string, Subnet>>;

const natStrategies = { none: "None", single: "Single", "per-zone": "OnePerAz" } as const;

/**
 * VPC in three tiers over the zones, with what awsx leaves out: private ways to AWS services, flow logs, a default
 * security group that lets nothing through, and the security groups of what runs in it. @stateful
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  readonly availabilityZones: readonly string[];
  readonly subnets: Readonly<Record<Tier, SubnetsByZone>>;
  readonly securityGroups: Readonly<Record<"nodes" | "brokers" | "kafkaClients", pulumi.Output<string>>>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:Network", name, {}, opts);
    refuseZonesElsewhere(args);
    const plan = planSubnets(args);
    const { place } = args;

    const vpc = new awsx.ec2.Vpc(`${name}-vpc`, vpcArgs(args, plan), { parent: this });
    this.vpcId = vpc.vpcId;
    this.vpcCidr = args.vpcCidr;
    this.availabilityZones = args.availabilityZones;
    this.subnets = {
      public: byZone(plan.public, vpc.publicSubnetIds),
      app: byZone(plan.app, vpc.privateSubnetIds),
      data: byZone(plan.data, vpc.isolatedSubnetIds),
    };

    new aws.ec2.DefaultSecurityGroup(
      `${name}-default-sg`,
      { vpcId: this.vpcId, ingress: [], egress: [], tags: { Name: physicalName("tag", place, "default-closed") } },
      { parent: this },
    );
    new FlowLogs(
      `${name}-flow-logs`,
      { place, vpcId: this.vpcId, kmsKeyArn: args.logsKeyArn, retentionDays: args.logRetentionDays },
      { parent: this },
    );
    const endpoints = new VpcEndpoints(
      `${name}-endpoints`,
      {
        place,
        vpcId: this.vpcId,
        vpcCidr: args.vpcCidr,
        routeTableIds: vpc.routeTables.apply((tables) => tables.map((table) => table.id)),
        subnetIds: Object.values(this.subnets.app).map((subnet) => subnet.id),
      },
      { parent: this },
    );
    const groups = new WorkloadSecurityGroups(
      `${name}-sg`,
      {
        place,
        vpcId: this.vpcId,
        endpointsSecurityGroupId: endpoints.securityGroupId,
        prefixListIds: endpoints.prefixListIds,
      },
      { parent: this },
    );
    this.securityGroups = { nodes: groups.nodes, brokers: groups.brokers, kafkaClients: groups.kafkaClients };

    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      availabilityZones: this.availabilityZones,
      subnets: this.subnets,
      securityGroups: this.securityGroups,
    });
  }
}

/**
 * Every block explicit. Strategy "Auto" with explicit blocks lays nothing out itself; "Exact" would in addition demand
 * that the blocks fill the VPC, and so leave no room to append a zone.
 */
function vpcArgs(args: NetworkArgs, plan: SubnetPlan): awsx.ec2.VpcArgs {
  return {
    cidrBlock: args.vpcCidr,
    availabilityZoneNames: [...args.availabilityZones],
    subnetStrategy: "Auto",
    subnetNameTagStrategy: "AvailabilityZone",
    subnetSpecs: [
      // The role tags are how Kubernetes finds subnets for its load balancers.
      { type: "Public", ...subnetSpec(plan, "public", { "kubernetes.io/role/elb": "1" }) },
      { type: "Private", ...subnetSpec(plan, "app", { "kubernetes.io/role/internal-elb": "1" }) },
      { type: "Isolated", ...subnetSpec(plan, "data", {}) },
    ],
    natGateways: { strategy: natStrategies[args.natGateways] },
    enableDnsHostnames: true, // private DNS of interface endpoints needs both
    enableDnsSupport: true,
    tags: { Name: physicalName("tag", args.place, "vpc") },
  };
}

function subnetSpec(
  plan: SubnetPlan,
  tier: Tier,
  tags: Record<string, string>,
): { name: string; cidrBlocks: string[]; tags: Record<string, string> } {
  return { name: tier, cidrBlocks: Object.values(plan[tier]), tags: { Tier: tier, ...tags } };
}

/** awsx returns a tier's subnet IDs in the order of the zones. */
function byZone(cidrs: Readonly<Record<string, string>>, ids: pulumi.Output<string[]>): SubnetsByZone {
  return Object.fromEntries(
    Object.entries(cidrs).map(([zone, cidr], index) => [zone, { id: ids.apply((list) => idAt(list, index)), cidr }]),
  );
}

function idAt(ids: readonly string[], index: number): string {
  const id = ids[index];
  if (id === undefined) {
    throw new Error(`awsx:ec2:Vpc returned ${ids.length} subnets of a tier; number ${index + 1} was asked for.`);
  }
  return id;
}

function refuseZonesElsewhere({ availabilityZones, place }: NetworkArgs): void {
  const elsewhere = availabilityZones.filter((zone) => !zone.startsWith(place.region));
  if (elsewhere.length > 0) {
    throw new pulumi.RunError(
      `Zones ${elsewhere.join(", ")} are not in ${place.region}. Change network:availabilityZones or platform:region in Pulumi.${place.environment}.yaml.`,
    );
  }
}
