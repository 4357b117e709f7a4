/**
 * Stands in for `awsx:ec2:Vpc` of @pulumi/awsx 3.9: the same children by type, name, parent and inputs, the same
 * outputs (awsx/ec2/vpc.ts in pulumi/pulumi-awsx).
 *
 * Left out, and refused when asked for: layouts that awsx computes itself (any subnet without `cidrBlocks` that is not
 * `Unused`, for which awsx makes nothing), IPv6, an IPAM pool without a block, the default number of zones, Elastic IPs
 * brought along, and its VPC endpoints.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Component } from "./component.ts";
import { handedOn, readArguments } from "./supported-arguments.ts";

const tags = z.record(z.string(), z.string());

const explicit = z.strictObject({
  type: z.enum(["Public", "Private", "Isolated"]),
  name: z.string().optional(),
  cidrBlocks: z.array(z.string(), "only explicit blocks are"),
  tags: tags.default({}),
});
const unused = z.strictObject({
  type: z.literal("Unused"),
  name: z.string().optional(),
  cidrBlocks: z.array(z.string()).optional(),
});
const subnetSpec = z.discriminatedUnion("type", [explicit, unused], "must be Public, Private, Isolated or Unused");

const schema = z.strictObject({
  cidrBlock: z.string(),
  ipv4IpamPoolId: handedOn<string>().optional(),
  availabilityZoneNames: z.array(z.string()),
  subnetStrategy: z.literal("Auto", 'only "Auto" with explicit cidrBlocks is'),
  subnetSpecs: z.array(subnetSpec).min(1, "awsx refuses an empty list; an Unused subnet makes none"),
  subnetNameTagStrategy: z.enum(["Legacy", "AvailabilityZone"]).default("Legacy"),
  natGateways: z.strictObject({ strategy: z.enum(["None", "Single", "OnePerAz"]) }).default({ strategy: "OnePerAz" }),
  enableDnsHostnames: handedOn<boolean>().optional(),
  enableDnsSupport: handedOn<boolean>().optional(),
  tags: tags.default({}),
});

type VpcArgs = z.output<typeof schema>;
type SubnetSpec = z.output<typeof explicit>;

/** Order in which awsx makes the subnets of a zone; NAT gateways must exist before the routes to them. */
const typeOrder = ["Public", "Private", "Isolated"];

class Vpc extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly internetGateway: aws.ec2.InternetGateway;
  readonly subnets: { readonly type: SubnetSpec["type"]; readonly subnet: aws.ec2.Subnet }[] = [];
  readonly routeTables: aws.ec2.RouteTable[] = [];
  readonly routeTableAssociations: aws.ec2.RouteTableAssociation[] = [];
  readonly routes: aws.ec2.Route[] = [];
  readonly natGateways: aws.ec2.NatGateway[] = [];
  readonly eips: aws.ec2.Eip[] = [];
  readonly #name: string;
  readonly #args: VpcArgs;
  readonly #sharedTags: Readonly<Record<string, string>>;

  constructor(name: string, args: VpcArgs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#sharedTags = { Name: name, ...args.tags };
    this.vpc = new aws.ec2.Vpc(
      name,
      {
        cidrBlock: args.cidrBlock,
        ipv4IpamPoolId: args.ipv4IpamPoolId,
        enableDnsHostnames: args.enableDnsHostnames,
        enableDnsSupport: args.enableDnsSupport,
        tags: this.#sharedTags,
      },
      { parent: this },
    );
    this.internetGateway = new aws.ec2.InternetGateway(
      name,
      { vpcId: this.vpc.id, tags: this.#sharedTags },
      { parent: this.vpc, dependsOn: [this.vpc] },
    );
    const specs = args.subnetSpecs
      .filter((spec) => spec.type !== "Unused")
      .sort((one, other) => typeOrder.indexOf(one.type) - typeOrder.indexOf(other.type));
    args.availabilityZoneNames.forEach((zone, index) => {
      specs.forEach((spec) => {
        this.#addSubnet(spec, zone, index);
      });
    });
    this.registerOutputs({});
  }

  idsOf(type: SubnetSpec["type"]): pulumi.Output<string>[] {
    return this.ofType(type).map((subnet) => subnet.id);
  }

  ofType(type: SubnetSpec["type"]): aws.ec2.Subnet[] {
    return this.subnets.filter((entry) => entry.type === type).map((entry) => entry.subnet);
  }

  #addSubnet(spec: SubnetSpec, zone: string, zoneIndex: number): void {
    const tier = `${this.#name}-${spec.name ?? spec.type.toLowerCase()}`;
    const name = `${tier}-${zoneIndex + 1}`;
    const suffix = this.#args.subnetNameTagStrategy === "AvailabilityZone" ? zoneSuffix(zone) : `${zoneIndex + 1}`;
    const own = { Name: `${tier}-${suffix}`, SubnetType: spec.type };
    const subnet = new aws.ec2.Subnet(
      name,
      {
        vpcId: this.vpc.id,
        availabilityZone: zone,
        mapPublicIpOnLaunch: spec.type === "Public",
        cidrBlock: spec.cidrBlocks[zoneIndex],
        assignIpv6AddressOnCreation: false,
        tags: { ...this.#sharedTags, ...spec.tags, ...own },
      },
      { parent: this.vpc, dependsOn: [this.vpc] },
    );
    this.subnets.push({ type: spec.type, subnet });
    const routeTable = new aws.ec2.RouteTable(
      name,
      { vpcId: this.vpc.id, tags: { ...this.#sharedTags, ...own } },
      { parent: subnet, dependsOn: [subnet] },
    );
    this.routeTables.push(routeTable);
    const onRouteTable = { parent: routeTable, dependsOn: [routeTable] };
    this.routeTableAssociations.push(
      new aws.ec2.RouteTableAssociation(name, { routeTableId: routeTable.id, subnetId: subnet.id }, onRouteTable),
    );
    if (spec.type === "Public") {
      this.#addNatGateway(subnet, zoneIndex);
    }
    const way = this.#wayOut(spec.type, zoneIndex);
    if (way !== undefined) {
      const route = { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...way };
      this.routes.push(new aws.ec2.Route(name, route, onRouteTable));
    }
  }

  /** At most one in each zone, in its first public subnet. */
  #addNatGateway(subnet: aws.ec2.Subnet, zoneIndex: number): void {
    const wanted = { None: 0, Single: 1, OnePerAz: zoneIndex + 1 }[this.#args.natGateways.strategy];
    if (this.natGateways.length >= wanted) {
      return;
    }
    const name = `${this.#name}-${zoneIndex + 1}`;
    const ownTags = { ...this.#args.tags, Name: name };
    const inSubnet = { parent: subnet, dependsOn: [subnet] };
    const eip = new aws.ec2.Eip(name, { tags: ownTags }, inSubnet);
    this.eips.push(eip);
    this.natGateways.push(
      new aws.ec2.NatGateway(name, { subnetId: subnet.id, allocationId: eip.allocationId, tags: ownTags }, inSubnet),
    );
  }

  #wayOut(
    type: SubnetSpec["type"],
    zoneIndex: number,
  ): Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId"> | undefined {
    if (type === "Public") {
      return { gatewayId: this.internetGateway.id };
    }
    const natGateway = this.natGateways[this.#args.natGateways.strategy === "Single" ? 0 : zoneIndex];
    return type === "Private" && natGateway !== undefined ? { natGatewayId: natGateway.id } : undefined;
  }
}

const awsxVpc: Component = (name, inputs, options) => {
  const args = readArguments(schema, inputs, {
    component: "awsx:ec2:Vpc",
    file: "local/provider/construct/awsx-vpc.ts",
  });
  refuseWhatAwsxRefuses(args);
  const component = new Vpc(name, args, options);
  return Promise.resolve({
    urn: component.urn,
    state: {
      vpc: component.vpc,
      vpcId: component.vpc.id,
      internetGateway: component.internetGateway,
      subnets: component.subnets.map(({ subnet }) => subnet),
      publicSubnets: component.ofType("Public"),
      privateSubnets: component.ofType("Private"),
      isolatedSubnets: component.ofType("Isolated"),
      publicSubnetIds: component.idsOf("Public"),
      privateSubnetIds: component.idsOf("Private"),
      isolatedSubnetIds: component.idsOf("Isolated"),
      routeTables: component.routeTables,
      routeTableAssociations: component.routeTableAssociations,
      routes: component.routes,
      natGateways: component.natGateways,
      eips: component.eips,
      vpcEndpoints: [],
      subnetLayout: args.subnetSpecs.map(({ type, name: spec, cidrBlocks }) => ({ type, name: spec, cidrBlocks })),
    },
  });
};

/** Component stand-ins of this file by type token. */
export const constructs: Readonly<Record<string, Component>> = { "awsx:ec2:Vpc": awsxVpc };

/** Errors of the published component that a program of ours can run into, so that it learns of them here already. */
function refuseWhatAwsxRefuses(args: VpcArgs): void {
  const zones = args.availabilityZoneNames.length;
  const blocks = args.subnetSpecs.map(({ cidrBlocks }) => cidrBlocks?.length);
  const uneven = blocks.findIndex((count) => (count ?? 0) !== zones);
  if (uneven >= 0 && blocks.some((count) => count !== undefined)) {
    throw new Error(
      `subnetSpecs[${uneven}] has ${blocks[uneven] ?? 0} CIDR blocks for ${zones} zones; awsx wants one for each zone.`,
    );
  }
  const types = new Set(args.subnetSpecs.map((spec) => spec.type));
  const hasInside = types.has("Private") || types.has("Isolated");
  if (args.natGateways.strategy !== "None" && !(types.has("Public") && hasInside)) {
    throw new Error(
      `NAT gateways (${args.natGateways.strategy}) need a public subnet to stand in and a private or isolated one to serve.`,
    );
  }
}

/** `eu-central-1a` -> `1a`, as awsx shortens it. */
function zoneSuffix(zone: string): string {
  return zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "");
}
