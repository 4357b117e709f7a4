import { eksEndpointPrivate } from "../../../policy/network/eks-endpoint-private.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const publicAccess = "vpcConfig.endpointPublicAccess";
const cidrs = "vpcConfig.publicAccessCidrs";

export const table: RuleTable = {
  rule: eksEndpointPrivate,
  compliant: { "aws:eks/cluster:Cluster": { vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false } } },
  rows: [
    { kind: "compliant", title: "private", findings: [] },
    {
      kind: "compliant",
      title: "private, with the list that AWS keeps",
      change: { [cidrs]: ["0.0.0.0/0"] },
      findings: [],
    },
    {
      kind: "compliant",
      title: "public to one office",
      change: { [publicAccess]: true, [cidrs]: ["203.0.113.0/24"] },
      findings: [],
    },
    ...valueRows("vpcConfig.endpointPrivateAccess", { bad: [false] }),
    { kind: "absent", title: "no block", change: { vpcConfig: removed }, findings: ["fail vpcConfig"] },
    {
      kind: "absent",
      title: "nothing about the public endpoint",
      change: { [publicAccess]: removed },
      findings: [`fail ${publicAccess}`],
    },
    { kind: "violation", title: "public", change: { [publicAccess]: true }, findings: [`fail ${publicAccess}`] },
    {
      kind: "violation",
      title: "public with an empty list",
      change: { [publicAccess]: true, [cidrs]: [] },
      findings: [`fail ${publicAccess}`],
    },
    {
      kind: "violation",
      title: "public to an office and the world's halves",
      change: { [publicAccess]: true, [cidrs]: ["203.0.113.0/24", "0.0.0.0/1", "128.0.0.0/1"] },
      findings: [`fail ${cidrs}[1]`, `fail ${cidrs}[2]`],
    },
    {
      kind: "unknown",
      title: "whether it is public",
      change: { [publicAccess]: notKnownYet },
      findings: [`undecided ${publicAccess}`],
    },
    {
      kind: "unknown",
      title: "the list",
      change: { [publicAccess]: true, [cidrs]: notKnownYet },
      findings: [`undecided ${cidrs}`],
    },
    {
      kind: "wrong type",
      title: "text for a flag",
      change: { [publicAccess]: "false" },
      findings: [`fail ${publicAccess}`],
    },
    {
      kind: "wrong type",
      title: "text for a list",
      change: { [publicAccess]: true, [cidrs]: "203.0.113.0/24" },
      findings: [`fail ${cidrs}`],
    },
  ],
};
