import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface Subnet {
  readonly id: pulumi.Output<string>;
  readonly cidr: string;
}

export type SubnetsByZone = Readonly<Record<string, Subnet>>;

export interface SubnetTierArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the tier is called in names and in the tag `Tier`. */
  readonly tier: string;
  /** VPC the subnets are in. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 CIDR block of the subnet of each zone. */
  readonly cidrs: Readonly<Record<string, string>>;
  /**
   * Tags of the subnets beside `Name` and `Tier`.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The subnets of a tier: one in each zone, each with a route table of its own. A subnet is known by its tier and zone,
 * never by a number, so that no other one moves when a zone comes or goes.
 *
 * No subnet hands out public addresses: load balancers and NAT gateways bring theirs along.
 */
export class SubnetTier extends pulumi.ComponentResource {
  readonly subnets: SubnetsByZone;
  /** ID of the route table of each zone. */
  readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: SubnetTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:SubnetTier", name, {}, opts);
    const { vpcId } = args;
    const byZone = Object.entries(args.cidrs).map(([zone, cidrBlock]) => {
      const tags = { Name: physicalName("tag", args.place, `${args.tier}-${zone}`), Tier: args.tier, ...args.tags };
      const subnet = new aws.ec2.Subnet(
        `${name}-${zone}`,
        { vpcId, availabilityZone: zone, cidrBlock, mapPublicIpOnLaunch: false, tags },
        { parent: this },
      );
      const routeTable = new aws.ec2.RouteTable(`${name}-${zone}`, { vpcId, tags }, { parent: this });
      new aws.ec2.RouteTableAssociation(
        `${name}-${zone}`,
        { routeTableId: routeTable.id, subnetId: subnet.id },
        { parent: this },
      );
      return { zone, id: subnet.id, cidr: cidrBlock, routeTableId: routeTable.id };
    });
    this.subnets = Object.fromEntries(byZone.map(({ zone, id, cidr }) => [zone, { id, cidr }]));
    this.routeTableIds = Object.fromEntries(byZone.map(({ zone, routeTableId }) => [zone, routeTableId]));

    this.registerOutputs({ subnets: this.subnets, routeTableIds: this.routeTableIds });
  }
}
