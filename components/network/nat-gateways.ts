import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { natProblems, type NatStrategy, natZones } from "./nat-plan.ts";
import { type SubnetsByZone } from "./subnet-tier.ts";

export interface NatGatewaysArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** How many gateways, and where. */
  readonly strategy: NatStrategy;
  /** VPC that a regional gateway belongs to. */
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets that zonal gateways stand in, by zone. */
  readonly publicSubnets: SubnetsByZone;
  /** Route tables that get the default route, by name (`<tier>-<zone>`): ID and zone. */
  readonly routeTables: Readonly<Record<string, { readonly id: pulumi.Input<string>; readonly zone: string }>>;
  /**
   * Zone of a `single` gateway.
   * @default - the first zone of `publicSubnets`
   */
  readonly singleZone?: string;
  /**
   * Allocation IDs of Elastic IP addresses to use, by zone; for partners that let known addresses in. One for each
   * zone that gets a gateway.
   * @default - new addresses, which AWS chooses for a regional gateway
   */
  readonly elasticIps?: Readonly<Record<string, string>>;
}

/**
 * NAT gateways, their addresses, and the default routes to them. @stateful: partners may have let the addresses in.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export class NatGateways extends pulumi.ComponentResource {
  /** IDs by zone; a regional gateway is `regional`. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public addresses by zone; those that AWS chooses for a regional gateway come and go, and are not among them. */
  readonly publicIps: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:NatGateways", name, {}, opts);
    const problems = natProblems({ ...args, zones: Object.keys(args.publicSubnets) });
    if (problems.length > 0) {
      throw new pulumi.RunError(problems.join("\n"));
    }
    const gateways = args.strategy === "regional" ? this.#regional(name, args) : this.#zonal(name, args);
    const [onlyOne] = Object.values(gateways);
    for (const [table, { id, zone }] of Object.entries(args.routeTables)) {
      const gateway = gateways[zone] ?? onlyOne;
      if (gateway !== undefined) {
        new aws.ec2.Route(
          `${name}-${table}`,
          { routeTableId: id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
          { parent: this },
        );
      }
    }
    this.ids = Object.fromEntries(Object.entries(gateways).map(([zone, { id }]) => [zone, id]));
    this.publicIps =
      args.strategy === "regional"
        ? {}
        : Object.fromEntries(Object.entries(gateways).map(([zone, { publicIp }]) => [zone, publicIp]));

    this.registerOutputs({ ids: this.ids, publicIps: this.publicIps });
  }

  #zonal(name: string, args: NatGatewaysArgs): Record<string, aws.ec2.NatGateway> {
    const zones = natZones({ ...args, zones: Object.keys(args.publicSubnets) });
    return Object.fromEntries(
      Object.entries(args.publicSubnets)
        .filter(([zone]) => zones.includes(zone))
        .map(([zone, { id: subnetId }]) => {
          const tags = { Name: physicalName("tag", args.place, `nat-${zone}`) };
          const allocationId =
            args.elasticIps?.[zone] ??
            new aws.ec2.Eip(`${name}-${zone}`, { domain: "vpc", tags }, { parent: this }).allocationId;
          const gateway = new aws.ec2.NatGateway(`${name}-${zone}`, { subnetId, allocationId, tags }, { parent: this });
          return [zone, gateway];
        }),
    );
  }

  #regional(name: string, args: NatGatewaysArgs): Record<string, aws.ec2.NatGateway> {
    const addresses = Object.entries(args.elasticIps ?? {}).map(([availabilityZone, allocationId]) => ({
      availabilityZone,
      allocationIds: [allocationId],
    }));
    const gateway = new aws.ec2.NatGateway(
      `${name}-regional`,
      {
        availabilityMode: "regional",
        vpcId: args.vpcId,
        // Without addresses AWS chooses them, and follows the zones by itself.
        ...(addresses.length > 0 ? { availabilityZoneAddresses: addresses } : {}),
        tags: { Name: physicalName("tag", args.place, "nat-regional") },
      },
      { parent: this },
    );
    return { regional: gateway };
  }
}
