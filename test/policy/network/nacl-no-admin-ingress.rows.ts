import { naclNoAdminIngress } from "../../../policy/network/nacl-no-admin-ingress.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const rule = "aws:ec2/networkAclRule:NetworkAclRule";
const acls = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"] as const;
const answers = { protocol: "tcp", fromPort: 1024, toPort: 3388, cidrBlock: "0.0.0.0/0" };

const lists = acls.flatMap((type): readonly Row[] => [
  { kind: "compliant", title: `answers in a list, ${type}`, type, findings: [] },
  {
    kind: "violation",
    title: `RDP in a list, ${type}`,
    type,
    change: { "ingress.0.toPort": 65535 },
    findings: ["fail ingress[0].cidrBlock"],
  },
  {
    kind: "violation",
    title: `SSH by IPv6 in a list, ${type}`,
    type,
    change: { "ingress.0.ipv6CidrBlock": "::/0", "ingress.0.cidrBlock": "", "ingress.0.fromPort": 22 },
    findings: ["fail ingress[0].ipv6CidrBlock"],
  },
  {
    kind: "violation",
    title: `every protocol in a list, ${type}`,
    type,
    change: { "ingress.0.protocol": "-1", "ingress.0.fromPort": 0, "ingress.0.toPort": 0 },
    findings: ["fail ingress[0].cidrBlock"],
  },
  {
    kind: "unknown",
    title: `the action in a list, ${type}`,
    type,
    change: { "ingress.0.action": notKnownYet },
    findings: ["undecided ingress[0].action"],
  },
  {
    kind: "unknown",
    title: `the list, ${type}`,
    type,
    change: { ingress: notKnownYet },
    findings: ["undecided ingress"],
  },
  { kind: "absent", title: `no list, ${type}`, type, change: { ingress: removed }, findings: [] },
  {
    kind: "wrong type",
    title: `a list that is text, ${type}`,
    type,
    change: { ingress: "none" },
    findings: ["fail ingress"],
  },
]);

export const table: RuleTable = {
  rule: naclNoAdminIngress,
  compliant: {
    [rule]: { ...answers, egress: false, ruleAction: "allow", ruleNumber: 110, networkAclId: "acl" },
    ...Object.fromEntries(acls.map((type) => [type, { ingress: [{ ...answers, action: "allow", ruleNo: 110 }] }])),
  },
  rows: [
    { kind: "compliant", title: "answers", findings: [] },
    { kind: "compliant", title: "everything out", change: { egress: true, protocol: "-1" }, findings: [] },
    { kind: "compliant", title: "everything denied", change: { ruleAction: "DENY", protocol: "-1" }, findings: [] },
    { kind: "compliant", title: "ping", change: { protocol: "1", fromPort: 0, toPort: 0 }, findings: [] },
    { kind: "compliant", title: "SSH from ours", change: { cidrBlock: "10.0.0.0/8", fromPort: 22 }, findings: [] },
    ...lists,
    { kind: "violation", title: "SSH", change: { fromPort: 22, toPort: 22 }, findings: ["fail cidrBlock"] },
    { kind: "violation", title: "answers with RDP", change: { toPort: 65535 }, findings: ["fail cidrBlock"] },
    {
      kind: "violation",
      title: "SSH by IPv6",
      change: { cidrBlock: "", ipv6CidrBlock: "::/0", fromPort: 22 },
      findings: ["fail ipv6CidrBlock"],
    },
    { kind: "violation", title: "every protocol", change: { protocol: "-1" }, findings: ["fail cidrBlock"] },
    {
      kind: "absent",
      title: "no direction, which is inbound, and no ports",
      change: { egress: removed, fromPort: removed, toPort: removed },
      findings: ["fail cidrBlock"],
    },
    { kind: "unknown", title: "the direction", change: { egress: notKnownYet }, findings: ["undecided egress"] },
    { kind: "unknown", title: "the action", change: { ruleAction: notKnownYet }, findings: ["undecided ruleAction"] },
    {
      kind: "unknown",
      title: "the block",
      change: { cidrBlock: notKnownYet, fromPort: 22 },
      findings: ["undecided cidrBlock"],
    },
    { kind: "wrong type", title: "ports that are text", change: { toPort: "3388" }, findings: ["fail cidrBlock"] },
    {
      kind: "wrong type",
      title: "a direction that is text, and SSH",
      change: { egress: "true", fromPort: 22 },
      findings: ["fail cidrBlock"],
    },
  ],
};
