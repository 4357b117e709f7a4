import { blockSize, contains, formatBlock, type Ipv4Block, networkAddress, overlap, parseBlock } from "./ipv4.ts";
import { podBlocks, podProblems, type PodAddresses } from "./pod-plan.ts";
import { isZone, zoneLetter, zonePlace } from "./zone-place.ts";

/** Public: load balancers and NAT. App: nodes and functions, out through NAT. Data: brokers, no way out at all. */
export const tiers = ["public", "app", "data"] as const;

export type Tier = (typeof tiers)[number];

export interface SubnetPlanArgs {
  /** IPv4 CIDR block of the VPC. */
  readonly vpcCidr: string;
  /** Zone names, in any order: a zone's place in the VPC follows from its letter. */
  readonly availabilityZones: readonly string[];
  /**
   * Prefix length of every subnet whose block is not given.
   * @default 20
   */
  readonly subnetPrefix?: number;
  /**
   * Blocks that are given instead of planned, by tier and zone.
   * @default {}
   */
  readonly subnetCidrs?: Readonly<Partial<Record<Tier, Readonly<Record<string, string>>>>>;
  /**
   * Secondary block of the VPC that pods take their addresses from.
   * @default - pods take theirs from the app tier
   */
  readonly pods?: PodAddresses;
}

/** CIDR block of each subnet by tier and zone. `pods` is empty unless pods have addresses of their own. */
export type SubnetPlan = Readonly<Record<Tier | "pods", Readonly<Record<string, string>>>>;

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
 * Lays the subnets out by the letter of their zone. For 10.0.0.0/16 and /20 subnets:
 *
 *     zone a  10.0.0.0/18    public 10.0.0.0/20   app 10.0.16.0/20  data 10.0.32.0/20  (10.0.48.0/20 kept free)
 *     zone b  10.0.64.0/18   public 10.0.64.0/20  app 10.0.80.0/20  data 10.0.96.0/20  ...
 *
 * A subnet's block depends on its tier and zone and on nothing else, so that no zone that is added or taken away,
 * wherever it stands in the list, moves another.
 *
 * @throws {Error} with every reason why there is no plan.
 */
export function planSubnets(args: SubnetPlanArgs): SubnetPlan {
  const problems = subnetPlanProblems(args);
  if (problems.length > 0) {
    const lines = problems.map(({ argument, message }) => `  - ${argument}: ${message}`);
    throw new Error(["There is no subnet plan:", ...lines].join("\n"));
  }
  return layOut(args);
}

/** Every reason why there is no plan for `args`; empty when there is one. */
export function subnetPlanProblems(args: SubnetPlanArgs): readonly PlanProblem[] {
  const vpc = parseBlock(args.vpcCidr);
  if (vpc === undefined) {
    return [{ argument: "vpcCidr", message: `"${args.vpcCidr}" is not an IPv4 CIDR block like 10.0.0.0/16` }];
  }
  const problems = [
    ...vpcProblems(vpc, args.vpcCidr),
    ...zoneProblems(args.availabilityZones),
    ...prefixProblems(args.subnetPrefix ?? defaultSubnetPrefix),
    ...givenProblems(args, vpc),
    ...podProblems(args.pods, args.availabilityZones.filter(isZone)).map((message) => ({
      argument: "pods" as const,
      message,
    })),
  ];
  if (problems.length > 0) {
    return problems;
  }
  const room = roomProblems(args, vpc);
  return room.length > 0 ? room : overlapProblems(layOut(args));
}

function layOut(args: SubnetPlanArgs): SubnetPlan {
  const vpc = parseBlock(args.vpcCidr) ?? { base: 0, prefix: 0 };
  const prefix = args.subnetPrefix ?? defaultSubnetPrefix;
  // Sorted, so that what lists all subnets is the same in whatever order the zones are written.
  const zones = [...args.availabilityZones].sort();
  const blocks = (tier: Tier): Record<string, string> =>
    Object.fromEntries(
      zones.map((zone) => {
        const place = zonePlace(zone) * 2 ** zoneBits + tiers.indexOf(tier);
        const planned = formatBlock({ base: vpc.base + place * blockSize(prefix), prefix });
        return [zone, args.subnetCidrs?.[tier]?.[zone] ?? planned];
      }),
    );
  return {
    public: blocks("public"),
    app: blocks("app"),
    data: blocks("data"),
    pods: podBlocks(args.pods, zones),
  };
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
  const letterless = zones.filter((zone) => !isZone(zone));
  if (letterless.length > 0) {
    problems.push(`${letterless.join(", ")} is no Availability Zone; allowed: names like eu-central-1a`);
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  if (twice.length > 0) {
    problems.push(`${[...new Set(twice)].join(", ")} is listed twice; each zone may be listed once`);
  }
  return problems.map((message) => ({ argument: "availabilityZones", message }));
}

function prefixProblems(prefix: number): PlanProblem[] {
  if (Number.isInteger(prefix) && prefix >= largestBlock + zoneBits && prefix <= smallestBlock) {
    return [];
  }
  const allowed = `${largestBlock + zoneBits} to ${smallestBlock}`;
  return [{ argument: "subnetPrefix", message: `/${prefix} subnets cannot be planned; allowed: ${allowed}` }];
}

/** What is wrong with the blocks that are given, each by itself. */
function givenProblems({ subnetCidrs = {}, availabilityZones }: SubnetPlanArgs, vpc: Ipv4Block): PlanProblem[] {
  const given = Object.entries(subnetCidrs).flatMap(([tier, byZone]) =>
    Object.entries(byZone).map(([zone, text]) => ({ zone, text, where: `${tier}/${zone}` })),
  );
  return given.flatMap(({ zone, text, where }): PlanProblem[] => {
    const problem = availabilityZones.includes(zone)
      ? givenProblem(text, vpc)
      : `is for a zone that is not in use; allowed: ${availabilityZones.join(", ")}`;
    return problem === undefined ? [] : [{ argument: "subnetCidrs", message: `${where} ${text} ${problem}` }];
  });
}

function givenProblem(text: string, vpc: Ipv4Block): string | undefined {
  const block = parseBlock(text);
  if (block === undefined) {
    return "is not an IPv4 CIDR block like 10.0.0.0/20";
  }
  const network = networkAddress(block);
  if (network.base !== block.base) {
    return `does not start at its network address; write ${formatBlock(network)}`;
  }
  if (block.prefix < largestBlock || block.prefix > smallestBlock) {
    return `is not a size AWS gives a subnet; allowed: /${largestBlock} to /${smallestBlock}`;
  }
  return contains(vpc, block) ? undefined : `does not lie in the VPC; allowed: inside ${formatBlock(vpc)}`;
}

/** Zones whose letter lies behind the end of the VPC. */
function roomProblems(args: SubnetPlanArgs, vpc: Ipv4Block): PlanProblem[] {
  const subnetPrefix = args.subnetPrefix ?? defaultSubnetPrefix;
  const planned = args.availabilityZones.filter((zone) => tiers.some((tier) => !args.subnetCidrs?.[tier]?.[zone]));
  const places = Math.floor(2 ** (subnetPrefix - zoneBits - vpc.prefix));
  const outside = planned.filter((zone) => zonePlace(zone) >= places);
  if (outside.length === 0) {
    return [];
  }
  const bits = Math.ceil(Math.log2(Math.max(...outside.map(zonePlace)) + 1));
  const waysOut = [
    ...(subnetPrefix - zoneBits - bits >= largestBlock ? [`a VPC of /${subnetPrefix - zoneBits - bits}`] : []),
    ...(vpc.prefix + zoneBits + bits <= smallestBlock ? [`subnets of /${vpc.prefix + zoneBits + bits}`] : []),
    "blocks of their own (subnetCidrs)",
  ];
  const holds = places === 0 ? "no zone" : places === 1 ? "zone a" : `zones a to ${zoneLetter(places - 1)}`;
  const message = `${formatBlock(vpc)} holds ${holds} with four /${subnetPrefix} blocks each (public, app, data, one kept free), not ${outside.join(", ")}; allowed: ${waysOut.join(", or ")}`;
  return [{ argument: "vpcCidr", message }];
}

function overlapProblems(plan: SubnetPlan): PlanProblem[] {
  const blocks = Object.entries(plan).flatMap(([tier, byZone]) =>
    Object.entries(byZone).map(([zone, text]) => ({ where: `${tier}/${zone} ${text}`, block: parseBlock(text) })),
  );
  return blocks.flatMap((one, index) =>
    blocks
      .slice(index + 1)
      .filter(({ block }) => one.block !== undefined && block !== undefined && overlap(one.block, block))
      .map(({ where }) => ({ argument: "subnetCidrs" as const, message: `${one.where} overlaps ${where}` })),
  );
}
