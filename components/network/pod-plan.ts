import { blockSize, contains, formatBlock, networkAddress, parseBlock } from "./ipv4.ts";
import { zoneLetter, zonePlace } from "./zone-place.ts";

/** Addresses for pods beside those of the VPC, so that pods do not use up addresses that are routed elsewhere. */
export interface PodAddresses {
  /** IPv4 CIDR block inside 100.64.0.0/10, for example 100.64.0.0/16: a secondary block of the VPC. */
  readonly cidr: string;
  /** Prefix length of the pod subnet of each zone. */
  readonly subnetPrefix: number;
}

/** RFC 6598: every VPC may take a secondary block from it, whatever its primary one is; nobody routes it. */
const podRange = { base: 0x64400000, prefix: 10 }; // 100.64.0.0/10

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const largestBlock = 16;
const smallestBlock = 28;

/** CIDR block of the pod subnet of each zone: the zone's place in `pods.cidr` follows from its letter. */
export function podBlocks(pods: PodAddresses | undefined, zones: readonly string[]): Record<string, string> {
  const block = pods === undefined ? undefined : parseBlock(pods.cidr);
  if (pods === undefined || block === undefined) {
    return {};
  }
  const { subnetPrefix: prefix } = pods;
  return Object.fromEntries(
    zones.map((zone) => [zone, formatBlock({ base: block.base + zonePlace(zone) * blockSize(prefix), prefix })]),
  );
}

/** Every reason why the zones cannot have pod subnets; empty when they can, or when none are asked for. */
export function podProblems(pods: PodAddresses | undefined, zones: readonly string[]): readonly string[] {
  if (pods === undefined) {
    return [];
  }
  const block = parseBlock(pods.cidr);
  if (block === undefined) {
    return [`"${pods.cidr}" is not an IPv4 CIDR block like 100.64.0.0/16`];
  }
  const problems: string[] = [];
  if (networkAddress(block).base !== block.base) {
    problems.push(`${pods.cidr} does not start at its network address; write ${formatBlock(networkAddress(block))}`);
  }
  if (block.prefix < largestBlock || !contains(podRange, block)) {
    problems.push(`${pods.cidr} is no block for pods; allowed: a /${largestBlock} or smaller inside 100.64.0.0/10`);
  }
  if (!Number.isInteger(pods.subnetPrefix) || pods.subnetPrefix > smallestBlock || pods.subnetPrefix < block.prefix) {
    problems.push(`/${pods.subnetPrefix} pod subnets cannot be planned; allowed: ${block.prefix} to ${smallestBlock}`);
  }
  const places = 2 ** (pods.subnetPrefix - block.prefix);
  const outside = zones.filter((zone) => zonePlace(zone) >= places);
  if (problems.length === 0 && outside.length > 0) {
    const last = zoneLetter(Math.max(...outside.map(zonePlace)));
    problems.push(
      `${pods.cidr} has ${places} subnets of /${pods.subnetPrefix}, one for each zone from a on, and not up to ${last}; allowed: smaller subnets`,
    );
  }
  return problems;
}
