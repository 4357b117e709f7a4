import * as pulumi from "@pulumi/pulumi";
import { type Tier } from "./subnet-plan.ts";
import { type SubnetsByZone } from "./subnet-tier.ts";

/** The tiers, and the subnets of pods that have addresses of their own. */
export type SubnetGroup = Tier | "pods";

/** IDs by zone. */
export type IdsByZone = Readonly<Record<string, pulumi.Output<string>>>;

/** A VPC as the rest of the network sees it, made here or there already. */
export interface Topology {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  /** Secondary block that pods take their addresses from. */
  readonly podCidr: string | undefined;
  readonly subnets: Readonly<Record<SubnetGroup, SubnetsByZone>>;
  readonly routeTableIds: Readonly<Record<SubnetGroup, IdsByZone>>;
  /** NAT gateways by zone, or `regional`; none in a VPC that was there already. */
  readonly natGatewayIds: IdsByZone;
  /** Public addresses that private subnets are seen by on the Internet, by zone. */
  readonly natPublicIps: IdsByZone;
  /** Whether the app tier has a way to the Internet. */
  readonly internetEgress: boolean;
}

/** A subnet of a VPC that is there already. */
export interface ExistingSubnet {
  readonly id: string;
  readonly cidr: string;
  /** Its route table, where the gateway endpoints shall be put on it. */
  readonly routeTableId?: string;
}

export interface ExistingVpcArgs {
  /** ID of the VPC. */
  readonly vpcId: string;
  /** Its primary IPv4 CIDR block. */
  readonly vpcCidr: string;
  /**
   * Its secondary block that pods take their addresses from.
   * @default - none
   */
  readonly podCidr?: string;
  /** Its subnets by tier and zone: `public`, `app`, `data`, and `pods` where pods have addresses of their own. */
  readonly subnets: Readonly<
    Record<Tier, Readonly<Record<string, ExistingSubnet>>> &
      Partial<Record<"pods", Readonly<Record<string, ExistingSubnet>>>>
  >;
  /**
   * Whether its app tier has a way to the Internet.
   * @default true
   */
  readonly internetEgress?: boolean;
}

/** A VPC that somebody else made: its subnets, routes, ACLs and defaults are left as they are. */
export function existingVpc(args: ExistingVpcArgs): Topology {
  const groups = { ...args.subnets, pods: args.subnets.pods ?? {} };
  const mapped = <T>(of: (subnet: ExistingSubnet) => T | undefined): Record<SubnetGroup, Record<string, T>> => ({
    public: mapSome(groups.public, of),
    app: mapSome(groups.app, of),
    data: mapSome(groups.data, of),
    pods: mapSome(groups.pods, of),
  });
  return {
    vpcId: pulumi.output(args.vpcId),
    vpcCidr: args.vpcCidr,
    podCidr: args.podCidr,
    subnets: mapped(({ id, cidr }) => ({ id: pulumi.output(id), cidr })),
    routeTableIds: mapped(({ routeTableId }) => (routeTableId === undefined ? undefined : pulumi.output(routeTableId))),
    natGatewayIds: {},
    natPublicIps: {},
    internetEgress: args.internetEgress ?? true,
  };
}

function mapSome<T>(
  byZone: Readonly<Record<string, ExistingSubnet>>,
  of: (subnet: ExistingSubnet) => T | undefined,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(byZone).flatMap(([zone, subnet]) => {
      const mapped = of(subnet);
      return mapped === undefined ? [] : [[zone, mapped]];
    }),
  );
}
