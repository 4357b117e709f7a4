import { blockSize, contains, formatBlock, type Ipv4Block, networkAddress, parseBlock } from "./ipv4.ts";

/** Public: load balancers and NAT. App: nodes and functions, out through NAT. Data: brokers, no way out at all. */
export const tiers = ["public", "app", "data"] as const;

export type Tier = (typeof tiers)[number];

export interface SubnetPlanArgs {
  /** IPv4 CIDR block of the VPC. */
  readonly vpcCidr: string;
  /** Zone names in the order they were added. Append only: a zone's place in the list is its place in the VPC. */
  readonly availabilityZones: readonly string[];
  /**
   * Prefix length of every subnet.
   * @default 20
   */
  readonly subnetPrefix?: number;
}

/** CIDR block of each subnet by tier and zone. */
export type SubnetPlan = Readonly<Record<Tier, Readonly<Record<string, string>>>>;

/** One reason why there is no plan, and the argument to change. */
export interface PlanProblem {
  readonly argument: keyof SubnetPlanArgs;
  readonly message: string;
}

export const defaultSubnetPrefix = 20;

/** A zone takes four subnets' worth of addresses: one per tier and one kept free, so that a tier can be added later. */
const zoneBits = 2;

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: a VPC is a /16 to /28, and so is a subnet. */
const largestBlock = 16;
const smallestBlock = 28;

/** RFC 1918 and RFC 6598; anything else is somebody's address on the Internet. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/**
 * Lays the subnets out, zone after zone. For 10.0.0.0/16 and /20 subnets:
 *
 *     zone 1  10.0.0.0/18    public 10.0.0.0/20   app 10.0.16.0/20  data 10.0.32.0/20  (10.0.48.0/20 kept free)
 *     zone 2  10.0.64.0/18   public 10.0.64.0/20  app 10.0.80.0/20  data 10.0.96.0/20  ...
 *
 * A zone's blocks depend on its place in the list only, so that appending a zone moves no other.
 *
 * @throws {Error} with every reason why there is no plan.
 */
export function planSubnets(args: SubnetPlanArgs): SubnetPlan {
  const problems = subnetPlanProblems(args);
  const vpc = parseBlock(args.vpcCidr);
  if (vpc === undefined || problems.length > 0) {
    const lines = problems.map(({ argument, message }) => `  - ${argument}: ${message}`);
    throw new Error(["There is no subnet plan:", ...lines].join("\n"));
  }
  const prefix = args.subnetPrefix ?? defaultSubnetPrefix;
  const blocks = (tier: Tier): Record<string, string> =>
    Object.fromEntries(
      args.availabilityZones.map((zone, index) => {
        const place = index * 2 ** zoneBits + tiers.indexOf(tier);
        return [zone, formatBlock({ base: vpc.base + place * blockSize(prefix), prefix })];
      }),
    );
  return { public: blocks("public"), app: blocks("app"), data: blocks("data") };
}

/** Every reason why there is no plan for `args`; empty when there is one. */
export function subnetPlanProblems(args: SubnetPlanArgs): readonly PlanProblem[] {
  const vpc = parseBlock(args.vpcCidr);
  if (vpc === undefined) {
    return [{ argument: "vpcCidr", message: `"${args.vpcCidr}" is not an IPv4 CIDR block like 10.0.0.0/16` }];
  }
  const problems = [...vpcProblems(vpc, args.vpcCidr), ...zoneProblems(args.availabilityZones)];
  const subnetPrefix = args.subnetPrefix ?? defaultSubnetPrefix;
  if (!Number.isInteger(subnetPrefix) || subnetPrefix > smallestBlock || subnetPrefix < largestBlock + zoneBits) {
    const allowed = `${largestBlock + zoneBits} to ${smallestBlock}`;
    problems.push({
      argument: "subnetPrefix",
      message: `/${subnetPrefix} subnets cannot be planned; allowed: ${allowed}`,
    });
  }
  return problems.length > 0 ? problems : roomProblems(vpc, args.availabilityZones.length, subnetPrefix);
}

function vpcProblems(vpc: Ipv4Block, text: string): PlanProblem[] {
  const network = networkAddress(vpc);
  const problems: string[] = [];
  if (vpc.prefix < largestBlock || vpc.prefix > smallestBlock) {
    problems.push(`${text} is not a size AWS gives a VPC; allowed: /${largestBlock} to /${smallestBlock}`);
  }
  if (network.base !== vpc.base) {
    problems.push(`${text} does not start at its network address; write ${formatBlock(network)}`);
  }
  if (!privateRanges.some((range) => contains(parseBlock(range) ?? network, vpc))) {
    problems.push(`${text} is not private address space; allowed: inside ${privateRanges.join(", ")}`);
  }
  return problems.map((message) => ({ argument: "vpcCidr", message }));
}

function zoneProblems(zones: readonly string[]): PlanProblem[] {
  const problems: string[] = [];
  if (zones.length < 2) {
    problems.push(
      `${zones.length} zone${zones.length === 1 ? "" : "s"} would not outlive a zone's failure; allowed: 2 or more`,
    );
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  if (twice.length > 0) {
    problems.push(`${[...new Set(twice)].join(", ")} is listed twice; each zone may be listed once`);
  }
  return problems.map((message) => ({ argument: "availabilityZones", message }));
}

function roomProblems(vpc: Ipv4Block, zoneCount: number, subnetPrefix: number): PlanProblem[] {
  const zonesBits = Math.ceil(Math.log2(zoneCount));
  const vpcPrefixThatHolds = subnetPrefix - zoneBits - zonesBits;
  if (vpc.prefix <= vpcPrefixThatHolds) {
    return [];
  }
  const subnetPrefixThatFits = vpc.prefix + zoneBits + zonesBits;
  const waysOut = [
    ...(vpcPrefixThatHolds >= largestBlock ? [`a VPC of /${vpcPrefixThatHolds}`] : []),
    ...(subnetPrefixThatFits <= smallestBlock ? [`subnets of /${subnetPrefixThatFits}`] : []),
  ];
  const needs = `${zoneCount} zones of four /${subnetPrefix} blocks each (public, app, data, one kept free)`;
  const allowed = waysOut.length > 0 ? waysOut.join(", or ") : "fewer zones";
  return [{ argument: "vpcCidr", message: `${formatBlock(vpc)} does not hold ${needs}; allowed: ${allowed}` }];
}
