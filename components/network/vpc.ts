import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { ClosedDefaults } from "./closed-defaults.ts";
import { NatGateways, type NatGatewaysArgs } from "./nat-gateways.ts";
import { type NatStrategy } from "./nat-plan.ts";
import { NetworkAcls } from "./network-acls.ts";
import { planSubnets, type SubnetPlanArgs } from "./subnet-plan.ts";
import { type SubnetsByZone, SubnetTier } from "./subnet-tier.ts";
import { type IdsByZone, type SubnetGroup, type Topology } from "./topology.ts";

export interface VpcArgs extends SubnetPlanArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Pool of Amazon VPC IP Address Manager (IPAM) that `vpcCidr` is taken from, and that hands it out once only.
   * @default - none
   */
  readonly addressPoolId?: string;
  /** How private subnets reach the Internet: not at all, or through which gateways. */
  readonly natGateways: NatStrategy | "none";
  /**
   * Zone of a `single` NAT gateway. Name it where a zone may come to stand before the first one: the gateway would move.
   * @default - the first zone in the list
   */
  readonly natZone?: NatGatewaysArgs["singleZone"];
  /**
   * Elastic IP addresses of the NAT gateways, by zone.
   * @default - new ones
   */
  readonly natElasticIps?: NatGatewaysArgs["elasticIps"];
  /**
   * What the VPC is exempt from where the account blocks public access to VPCs: nothing, the block on outbound traffic
   * (`egress`, for accounts that block both directions), or all of it for the public subnets (for public load balancers).
   * @default "none"
   */
  readonly publicAccessExclusion?: "none" | "egress" | "public-subnets";
  /**
   * Whether brokers take clients through MSK's multi-VPC private connectivity.
   * @default false
   */
  readonly multiVpcKafka?: boolean;
}

/** Tags by which Kubernetes controllers find subnets for load balancers. */
const roleTags: Readonly<Partial<Record<SubnetGroup, Readonly<Record<string, string>>>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  app: { "kubernetes.io/role/internal-elb": "1" },
};

/**
 * A VPC in three tiers over the zones, closed where nobody opened it. @stateful
 *
 * awsx makes the VPC and its Internet gateway. Everything that has a zone is made here, because awsx names it by the
 * zone's number in the list: with a zone added in the middle it would replace the subnets of every zone behind it
 * (`subnetNames` in awsx/ec2/subnetNaming.ts of pulumi/pulumi-awsx).
 */
export class Vpc extends pulumi.ComponentResource implements Topology {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  readonly podCidr: string | undefined;
  readonly subnets: Readonly<Record<SubnetGroup, SubnetsByZone>>;
  readonly routeTableIds: Readonly<Record<SubnetGroup, IdsByZone>>;
  readonly natGatewayIds: IdsByZone;
  readonly natPublicIps: IdsByZone;
  readonly internetEgress: boolean;

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:Vpc", name, {}, opts);
    const { place } = args;
    const plan = planSubnets(args);

    const shell = new awsx.ec2.Vpc(name, shellArgs(args), { parent: this });
    this.vpcId = shell.vpcId;
    this.vpcCidr = args.vpcCidr;

    this.podCidr = args.pods?.cidr;
    this.internetEgress = args.natGateways !== "none";

    const podBlock = this.#podBlock(name, args);
    const tier = (which: SubnetGroup): SubnetTier =>
      new SubnetTier(
        `${name}-${which}`,
        {
          place,
          tier: which,
          vpcId: this.vpcId,
          cidrs: plan[which],
          tags: roleTags[which],
        },
        { parent: this, dependsOn: which === "pods" ? podBlock : [] },
      );
    const made = { public: tier("public"), app: tier("app"), data: tier("data"), pods: tier("pods") };
    this.subnets = byTier(made, ({ subnets }) => subnets);
    this.routeTableIds = byTier(made, ({ routeTableIds }) => routeTableIds);

    this.#openPublicTier(name, args, shell);
    const nat = this.#makeNat(name, args, shell);
    this.natGatewayIds = nat?.ids ?? {};
    this.natPublicIps = nat?.publicIps ?? {};

    new NetworkAcls(
      `${name}-nacl`,
      {
        place,
        vpcId: this.vpcId,
        vpcCidrs: [this.vpcCidr, ...(this.podCidr === undefined ? [] : [this.podCidr])],
        subnets: this.subnets,
        multiVpcKafka: args.multiVpcKafka ?? false,
      },
      { parent: this },
    );
    new ClosedDefaults(
      `${name}-default`,
      {
        place,
        vpcId: this.vpcId,
        defaultNetworkAclId: shell.vpc.apply((vpc) => vpc.defaultNetworkAclId),
        defaultRouteTableId: shell.vpc.apply((vpc) => vpc.defaultRouteTableId),
      },
      { parent: this },
    );

    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      subnets: this.subnets,
      routeTableIds: this.routeTableIds,
      natGatewayIds: this.natGatewayIds,
      natPublicIps: this.natPublicIps,
    });
  }

  #podBlock(name: string, { pods }: VpcArgs): pulumi.Resource[] {
    if (pods === undefined) {
      return [];
    }
    const block = { vpcId: this.vpcId, cidrBlock: pods.cidr };
    return [new aws.ec2.VpcIpv4CidrBlockAssociation(`${name}-pods`, block, { parent: this })];
  }

  /** Routes to the Internet gateway, and the exemption where the account blocks public access. */
  #openPublicTier(name: string, args: VpcArgs, shell: awsx.ec2.Vpc): void {
    const gatewayId = shell.internetGateway.apply((gateway) => gateway.id);
    for (const [zone, routeTableId] of Object.entries(this.routeTableIds.public)) {
      new aws.ec2.Route(
        `${name}-public-${zone}`,
        { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId },
        { parent: this },
      );
    }
    const exempt =
      args.publicAccessExclusion === "public-subnets"
        ? Object.entries(this.subnets.public).map(([zone, { id }]) => [zone, { subnetId: id }] as const)
        : args.publicAccessExclusion === "egress"
          ? [["vpc", { vpcId: this.vpcId }] as const]
          : [];
    const mode = args.publicAccessExclusion === "egress" ? "allow-egress" : "allow-bidirectional";
    for (const [what, target] of exempt) {
      new aws.ec2.VpcBlockPublicAccessExclusion(
        `${name}-public-access-${what}`,
        { ...target, internetGatewayExclusionMode: mode, tags: { Name: physicalName("tag", args.place, what) } },
        { parent: this },
      );
    }
  }

  #makeNat(name: string, args: VpcArgs, shell: awsx.ec2.Vpc): NatGateways | undefined {
    if (args.natGateways === "none") {
      return undefined;
    }
    const routeTables = (["app", "pods"] as const).flatMap((tier) =>
      Object.entries(this.routeTableIds[tier]).map(([zone, id]) => [`${tier}-${zone}`, { id, zone }] as const),
    );
    return new NatGateways(
      `${name}-nat`,
      {
        place: args.place,
        strategy: args.natGateways,
        vpcId: this.vpcId,
        publicSubnets: this.subnets.public,
        routeTables: Object.fromEntries(routeTables),
        singleZone: args.natGateways === "single" ? (args.natZone ?? args.availabilityZones[0]) : args.natZone,
        elasticIps: args.natElasticIps,
      },
      // A gateway with a public address wants the Internet gateway attached, of which it says nothing itself.
      { parent: this, dependsOn: [shell] },
    );
  }
}

function shellArgs(args: VpcArgs): awsx.ec2.VpcArgs {
  return {
    cidrBlock: args.vpcCidr,
    ipv4IpamPoolId: args.addressPoolId,
    availabilityZoneNames: [...args.availabilityZones],
    // The one way to ask awsx for no subnets: an empty list is refused, and no list means its own layout.
    subnetStrategy: "Auto",
    subnetSpecs: [{ type: "Unused" }],
    natGateways: { strategy: "None" },
    enableDnsHostnames: true, // private DNS of interface endpoints needs both
    enableDnsSupport: true,
    tags: { Name: physicalName("tag", args.place, "vpc") },
  };
}

function byTier<T, R>(made: Readonly<Record<SubnetGroup, T>>, of: (one: T) => R): Readonly<Record<SubnetGroup, R>> {
  return { public: of(made.public), app: of(made.app), data: of(made.data), pods: of(made.pods) };
}
