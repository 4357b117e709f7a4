import { sgMskFromClients } from "../../../policy/network/sg-msk-from-clients.ts";
import { ingressRule, securityGroupRule } from "../../../policy/network/security-group-rules.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantIngress } from "./security-groups.ts";

export const table: RuleTable = {
  rule: sgMskFromClients,
  compliant: compliantIngress,
  rows: [
    { kind: "compliant", title: "a list with the clients' group", findings: [] },
    {
      kind: "compliant",
      title: "the clients' group",
      type: securityGroupRule,
      change: { cidrBlocks: removed, sourceSecurityGroupId: "sg-clients", fromPort: 9098, toPort: 9098 },
      findings: [],
    },
    {
      kind: "compliant",
      title: "the clients' group, newer form, and no block",
      type: ingressRule,
      change: { cidrIpv4: "", referencedSecurityGroupId: "sg-clients", fromPort: 9098, toPort: 9098 },
      findings: [],
    },
    { kind: "compliant", title: "a block to other ports", type: ingressRule, findings: [] },
    {
      kind: "compliant",
      title: "a block and ICMP",
      type: ingressRule,
      change: { ipProtocol: "icmp", fromPort: -1, toPort: -1 },
      findings: [],
    },
    {
      kind: "violation",
      title: "a block in a list",
      change: { "ingress.0.cidrBlocks": ["10.0.0.0/16"] },
      findings: ["fail ingress[0].cidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "blocks of both families",
      type: securityGroupRule,
      change: { ipv6CidrBlocks: ["fd00::/8"], fromPort: 9092, toPort: 9094 },
      findings: ["fail cidrBlocks[0]", "fail ipv6CidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "a block, newer form",
      type: ingressRule,
      change: { fromPort: 9098, toPort: 9098 },
      findings: ["fail cidrIpv4"],
    },
    {
      kind: "violation",
      title: "an IPv6 block, newer form",
      type: ingressRule,
      change: { cidrIpv4: removed, cidrIpv6: "fd00::/8", fromPort: 9098, toPort: 9098 },
      findings: ["fail cidrIpv6"],
    },
    {
      kind: "violation",
      title: "a block to ports of more than brokers",
      type: ingressRule,
      change: { fromPort: 1024, toPort: 65535 },
      findings: ["advice cidrIpv4"],
    },
    {
      kind: "absent",
      title: "no ports: every port",
      type: ingressRule,
      change: { fromPort: removed, toPort: removed, ipProtocol: "-1" },
      findings: ["advice cidrIpv4"],
    },
    { kind: "absent", title: "no list", change: { ingress: removed }, findings: [] },
    {
      kind: "unknown",
      title: "the port",
      type: ingressRule,
      change: { fromPort: notKnownYet },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the block",
      type: ingressRule,
      change: { cidrIpv4: notKnownYet, fromPort: 9098, toPort: 9098 },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the direction",
      type: securityGroupRule,
      change: { type: notKnownYet },
      findings: ["undecided type"],
    },
    { kind: "wrong type", title: "a list that is text", change: { ingress: "all" }, findings: ["advice ingress"] },
  ],
};
