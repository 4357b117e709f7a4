import { elements, property, type Properties, read, type Reading, readingOf } from "../property.ts";
import { type Resource } from "../rule.ts";
import { type Traffic } from "./traffic.ts";

export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const securityGroupRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

export type Direction = "in" | "out";

/** One rule of a security group, whatever declares it. */
export interface GroupRule extends Traffic {
  /** CIDR blocks that it lets in or out, IPv4 and IPv6, one by one. */
  readonly cidrs: readonly Reading[];
  readonly description: Reading;
}

/**
 * Rules of one direction that a resource declares: a security group as many as its `ingress` or `egress` lists, each of
 * the three kinds of rule resource at most one.
 */
export function groupRules(
  { type, props }: Pick<Resource, "type" | "props">,
  direction: Direction,
): readonly GroupRule[] {
  switch (type) {
    case securityGroup: {
      const list = read(props, direction === "in" ? "ingress" : "egress");
      return list.state === "absent" ? [] : elements(list).map(listedRule);
    }
    case securityGroupRule:
      return eitherWay(props, direction);
    case ingressRule:
      return direction === "in" ? [singleRule(props)] : [];
    case egressRule:
      return direction === "out" ? [singleRule(props)] : [];
    default:
      return [];
  }
}

/** Of `ec2.SecurityGroupRule`, whose `type` says the direction. Before that is known, nothing of it is. */
function eitherWay(props: Properties, direction: Direction): readonly GroupRule[] {
  const type = read(props, "type");
  if (type.state === "unknown") return [listedRule(type)];
  const isOther = type.state === "known" && type.value === (direction === "in" ? "egress" : "ingress");
  return isOther ? [] : [listedRule(readingOf("", props))];
}

/** Properties of the older form: lists of blocks. */
function listedRule(from: Reading): GroupRule {
  return {
    protocol: property(from, "protocol"),
    from: property(from, "fromPort"),
    to: property(from, "toPort"),
    cidrs: given(["cidrBlocks", "ipv6CidrBlocks"].flatMap((name) => elements(property(from, name)))),
    description: property(from, "description"),
  };
}

/** Properties of the newer form: one block a rule. */
function singleRule(props: Properties): GroupRule {
  return {
    protocol: read(props, "ipProtocol"),
    from: read(props, "fromPort"),
    to: read(props, "toPort"),
    cidrs: given([read(props, "cidrIpv4"), read(props, "cidrIpv6")]),
    description: read(props, "description"),
  };
}

/** What is there, each place once: a list that is unknown as a whole is read by every name in it. */
function given(readings: readonly Reading[]): readonly Reading[] {
  const there = readings.filter(
    (reading) => reading.state === "unknown" || (reading.state === "known" && reading.value !== ""),
  );
  return [...new Map(there.map((reading) => [reading.path, reading])).values()];
}
