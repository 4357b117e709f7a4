import { sgEgressAndDescription } from "../../../policy/network/sg-egress-and-description.ts";
import {
  egressRule,
  ingressRule,
  securityGroup,
  securityGroupRule,
} from "../../../policy/network/security-group-rules.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { compliantGroups, everythingFrom } from "./security-groups.ts";

const described = [
  [securityGroup, "description", "description"],
  [securityGroup, "ingress.0.description", "ingress[0].description"],
  [securityGroup, "egress.0.description", "egress[0].description"],
  [securityGroupRule, "description", "description"],
  [ingressRule, "description", "description"],
  [egressRule, "description", "description"],
] as const;

const rows = described.flatMap(([type, path, written]): readonly Row[] => [
  { kind: "absent", title: `no ${path}, ${type}`, type, change: { [path]: removed }, findings: [`fail ${written}`] },
  { kind: "violation", title: `empty ${path}, ${type}`, type, change: { [path]: "" }, findings: [`fail ${written}`] },
  { kind: "unknown", title: `${path}, ${type}`, type, change: { [path]: notKnownYet }, findings: [] },
  { kind: "wrong type", title: `${path}, ${type}`, type, change: { [path]: 7 }, findings: [`fail ${written}`] },
]);

export const table: RuleTable = {
  rule: sgEgressAndDescription,
  compliant: compliantGroups,
  rows: [
    { kind: "compliant", title: "a group", findings: [] },
    { kind: "compliant", title: "HTTPS to anywhere", type: egressRule, findings: [] },
    ...rows,
    {
      kind: "violation",
      title: "what the provider writes",
      change: { description: "Managed by Pulumi" },
      findings: ["fail description"],
    },
    {
      kind: "violation",
      title: "everything out, in a list",
      change: { "egress.1": everythingFrom("0.0.0.0/0") },
      findings: ["fail egress[1].cidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "everything out by IPv6, in a list",
      change: { "egress.0.protocol": "-1", "egress.0.ipv6CidrBlocks": ["::/0"] },
      findings: ["fail egress[0].ipv6CidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "everything out, older form",
      type: securityGroupRule,
      change: { type: "egress", protocol: "all", cidrBlocks: ["0.0.0.0/0"] },
      findings: ["fail cidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "everything out by IPv6, older form",
      type: securityGroupRule,
      change: { type: "egress", protocol: "-1", ipv6CidrBlocks: ["::/0"] },
      findings: ["fail ipv6CidrBlocks[0]"],
    },
    {
      kind: "violation",
      title: "everything out by both families",
      type: egressRule,
      change: { ipProtocol: "-1", cidrIpv6: "::/0" },
      findings: ["fail cidrIpv4", "fail cidrIpv6"],
    },
    {
      kind: "unknown",
      title: "the protocol out",
      type: egressRule,
      change: { ipProtocol: notKnownYet },
      findings: ["undecided cidrIpv4"],
    },
    {
      kind: "unknown",
      title: "the block that everything goes out to",
      type: egressRule,
      change: { ipProtocol: "-1", cidrIpv4: notKnownYet },
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
      title: "a list that is text",
      change: { egress: "all" },
      findings: ["fail egress"],
    },
  ],
};
