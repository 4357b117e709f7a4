import { sgNoPublicIngress } from "../../../policy/network/sg-no-public-ingress.ts";
import { ingressRule, securityGroup, securityGroupRule } from "../../../policy/network/security-group-rules.ts";
import { notKnownYet, type Other, type Row, type RuleTable } from "../table.ts";
import { compliantIngress, everythingFrom } from "./security-groups.ts";

const balancer: Other = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  props: { securityGroups: [notKnownYet] },
  dependsOn: { securityGroups: "group" },
};
const group: Other = { name: "group", type: securityGroup, props: compliantIngress[securityGroup] };

const everybody: readonly Row[] = ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/2", "anything"].map(
  (cidrIpv4) => {
    return {
      kind: "violation",
      title: `the world as ${cidrIpv4}`,
      type: ingressRule,
      change: { cidrIpv4 },
      findings: ["fail cidrIpv4"],
    };
  },
);
const everybodyByIpv6: readonly Row[] = ["::/0", "::/1", "8000::/1", "2000::/3", "fc00::/6"].map((cidrIpv6) => {
  return {
    kind: "violation",
    title: `the world as ${cidrIpv6}`,
    type: ingressRule,
    change: { cidrIpv6 },
    findings: ["fail cidrIpv6"],
  };
});

export const table: RuleTable = {
  rule: sgNoPublicIngress,
  compliant: compliantIngress,
  rows: [
    { kind: "compliant", title: "a group with a rule from another group", findings: [] },
    { kind: "compliant", title: "a rule from the VPC", type: securityGroupRule, findings: [] },
    { kind: "compliant", title: "a rule from the VPC, newer form", type: ingressRule, findings: [] },
    {
      kind: "compliant",
      title: "the largest blocks that anybody has",
      type: ingressRule,
      change: { cidrIpv4: "10.0.0.0/8", cidrIpv6: "fc00::/7" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a rule that lets the Internet be reached",
      type: securityGroupRule,
      change: { type: "egress", cidrBlocks: ["0.0.0.0/0"] },
      findings: [],
    },
    {
      kind: "compliant",
      title: "HTTPS into the group of a load balancer",
      type: ingressRule,
      change: { cidrIpv4: "0.0.0.0/0", securityGroupId: notKnownYet },
      others: [group, balancer],
      dependsOn: { securityGroupId: "group" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "HTTPS into a load balancer's own list",
      change: { "ingress.0": { protocol: "6", fromPort: 443, toPort: 443, ipv6CidrBlocks: ["::/0"] } },
      others: [{ ...balancer, type: "aws:alb/loadBalancer:LoadBalancer", dependsOn: { securityGroups: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "HTTP into a group that configuration names",
      change: {
        name: "dev-load-balancers",
        "ingress.0": { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
      },
      settings: { publicGroups: ["*-load-balancers"] },
      findings: [],
    },
    ...everybody,
    ...everybodyByIpv6,
    {
      kind: "violation",
      title: "everything from the world, in a list, and a block beside it",
      change: { "ingress.1": everythingFrom("10.0.0.0/16", "0.0.0.0/0") },
      findings: ["fail ingress[1].cidrBlocks[1]"],
      also: ["sg-msk-from-clients", "sg-no-admin-ports"],
    },
    {
      kind: "violation",
      title: "IPv6 in a list",
      change: { "ingress.0.ipv6CidrBlocks": ["::/0"] },
      findings: ["fail ingress[0].ipv6CidrBlocks[0]"],
      also: ["sg-msk-from-clients", "sg-no-admin-ports"],
    },
    {
      kind: "violation",
      title: "both families in a rule of the older form",
      type: securityGroupRule,
      change: { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
      findings: ["fail cidrBlocks[0]", "fail ipv6CidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "more than web ports into the group of a load balancer",
      type: ingressRule,
      change: { cidrIpv4: "0.0.0.0/0", fromPort: 80, securityGroupId: notKnownYet },
      others: [group, balancer],
      dependsOn: { securityGroupId: "group" },
      findings: ["fail cidrIpv4"],
    },
    {
      kind: "violation",
      title: "HTTPS into a group of no load balancer",
      type: ingressRule,
      change: { cidrIpv4: "0.0.0.0/0", securityGroupId: notKnownYet },
      others: [group],
      dependsOn: { securityGroupId: "group" },
      findings: ["fail cidrIpv4"],
    },
    {
      kind: "violation",
      title: "UDP into the group of a load balancer",
      type: ingressRule,
      change: { cidrIpv4: "0.0.0.0/0", ipProtocol: "udp", securityGroupId: notKnownYet },
      others: [group, balancer],
      dependsOn: { securityGroupId: "group" },
      findings: ["fail cidrIpv4"],
    },
    { kind: "absent", title: "no list", change: { ingress: [] }, findings: [] },
    { kind: "absent", title: "an empty block", type: ingressRule, change: { cidrIpv4: "" }, findings: [] },
    { kind: "unknown", title: "a list that the provider computes", change: { ingress: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a list that waits for another group",
      change: { ingress: notKnownYet },
      others: [group],
      dependsOn: { ingress: "group" },
      findings: ["undecided ingress"],
    },
    {
      kind: "unknown",
      title: "a block",
      type: ingressRule,
      change: { cidrIpv4: notKnownYet },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the direction",
      type: securityGroupRule,
      change: { type: notKnownYet },
      findings: ["undecided type"],
    },
    {
      kind: "unknown",
      title: "the port into the group of a load balancer",
      type: ingressRule,
      change: { cidrIpv4: "0.0.0.0/0", fromPort: notKnownYet, securityGroupId: notKnownYet },
      others: [group, balancer],
      dependsOn: { securityGroupId: "group" },
      findings: ["undecided cidrIpv4"],
    },
    { kind: "wrong type", title: "a list that is text", change: { ingress: "none" }, findings: ["fail ingress"] },
    {
      kind: "wrong type",
      title: "a block that is a number",
      type: ingressRule,
      change: { cidrIpv4: 10 },
      findings: ["fail cidrIpv4"],
    },
  ],
};
