import { sgNoAdminPorts } from "../../../policy/network/sg-no-admin-ports.ts";
import { ingressRule, securityGroup, securityGroupRule } from "../../../policy/network/security-group-rules.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { compliantIngress, everythingFrom } from "./security-groups.ts";

const fromAnywhere = { cidrIpv4: "0.0.0.0/0" };

const brokerPorts = [9092, 9098];

const guarded: readonly Row[] = [22, 3389, 2181, 9092, 9098, 5432, 5439, 6379].map((port) => {
  return {
    kind: "violation",
    title: `port ${port}`,
    type: ingressRule,
    change: { ...fromAnywhere, fromPort: port, toPort: port },
    findings: ["fail cidrIpv4"],
    also: brokerPorts.includes(port) ? ["sg-no-public-ingress", "sg-msk-from-clients"] : ["sg-no-public-ingress"],
  };
});

export const table: RuleTable = {
  rule: sgNoAdminPorts,
  compliant: compliantIngress,
  rows: [
    { kind: "compliant", title: "Kafka from the clients' group", findings: [] },
    { kind: "compliant", title: "HTTPS from the VPC", type: securityGroupRule, findings: [] },
    { kind: "compliant", title: "HTTPS from anywhere", type: ingressRule, change: fromAnywhere, findings: [] },
    {
      kind: "compliant",
      title: "SSH from a block of ours",
      type: ingressRule,
      change: { fromPort: 22, toPort: 22 },
      findings: [],
    },
    {
      kind: "compliant",
      title: "ping, whose ports are its kind and code",
      type: ingressRule,
      change: { ...fromAnywhere, ipProtocol: "icmp", fromPort: 8, toPort: 5432 },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a port that configuration does not guard",
      type: ingressRule,
      change: { ...fromAnywhere, fromPort: 22, toPort: 22 },
      settings: { ports: [3389] },
      findings: [],
    },
    ...guarded,
    {
      kind: "violation",
      title: "a range around them",
      type: ingressRule,
      change: { ...fromAnywhere, fromPort: 1024, toPort: 65535 },
      findings: ["fail cidrIpv4"],
      says: 'cidrIpv4 is "0.0.0.0/0" to port 2181, 3389, 5432, 5439, 6379, 9092-9098; must be a block',
      also: ["sg-no-public-ingress", "sg-msk-from-clients"],
    },
    {
      kind: "violation",
      title: "every protocol",
      type: ingressRule,
      change: { cidrIpv4: removed, cidrIpv6: "::/0", ipProtocol: "-1", fromPort: removed, toPort: removed },
      findings: ["fail cidrIpv6"],
      also: ["sg-no-public-ingress", "sg-msk-from-clients"],
    },
    {
      kind: "violation",
      title: "every port of a protocol",
      type: ingressRule,
      change: { ...fromAnywhere, fromPort: -1, toPort: -1 },
      findings: ["fail cidrIpv4"],
      also: ["sg-no-public-ingress", "sg-msk-from-clients"],
    },
    {
      kind: "violation",
      title: "in a list",
      type: securityGroup,
      change: { "ingress.0.cidrBlocks": ["0.0.0.0/0"] },
      findings: ["fail ingress[0].cidrBlocks[0]"],
      also: ["sg-no-public-ingress", "sg-msk-from-clients"],
    },
    {
      kind: "violation",
      title: "everything in a list, by both halves",
      change: { "ingress.1": everythingFrom("0.0.0.0/1", "128.0.0.0/1") },
      findings: ["fail ingress[1].cidrBlocks[0]", "fail ingress[1].cidrBlocks[1]"],
      also: ["sg-no-public-ingress", "sg-msk-from-clients"],
    },
    {
      kind: "violation",
      title: "a rule of the older form",
      type: securityGroupRule,
      change: { cidrBlocks: ["0.0.0.0/0"], fromPort: 20, toPort: 23 },
      findings: ["fail cidrBlocks[0]"],
      also: ["sg-no-public-ingress"],
    },
    {
      kind: "violation",
      title: "IPv6 in a rule of the older form",
      type: securityGroupRule,
      change: { ipv6CidrBlocks: ["::/0"], fromPort: 22, toPort: 22 },
      findings: ["fail ipv6CidrBlocks[0]"],
      also: ["sg-no-public-ingress"],
    },
    { kind: "absent", title: "no list", change: { ingress: removed }, findings: [] },
    {
      kind: "absent",
      title: "no ports from anywhere",
      type: ingressRule,
      change: { ...fromAnywhere, fromPort: removed, toPort: removed },
      findings: ["fail cidrIpv4"],
      also: ["sg-msk-from-clients", "sg-no-public-ingress"],
    },
    {
      kind: "unknown",
      title: "the port, from anywhere",
      type: ingressRule,
      change: { ...fromAnywhere, toPort: notKnownYet },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the protocol, from anywhere",
      type: ingressRule,
      change: { ...fromAnywhere, ipProtocol: notKnownYet },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the block of an SSH rule",
      type: ingressRule,
      change: { fromPort: 22, toPort: 22, cidrIpv4: notKnownYet },
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
      kind: "wrong type",
      title: "ports that are text, from anywhere",
      type: ingressRule,
      change: { ...fromAnywhere, fromPort: "443", toPort: "443" },
      findings: ["fail cidrIpv4"],
    },
    {
      kind: "wrong type",
      title: "a protocol that is an object, from anywhere",
      type: ingressRule,
      change: { ...fromAnywhere, ipProtocol: {} },
      findings: ["fail cidrIpv4"],
    },
    { kind: "wrong type", title: "a list that is text", change: { ingress: "all" }, findings: ["fail ingress"] },
  ],
};
