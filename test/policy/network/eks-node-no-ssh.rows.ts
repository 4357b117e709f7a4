import { eksNodeNoSsh } from "../../../policy/network/eks-node-no-ssh.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const groups = "remoteAccess.sourceSecurityGroupIds";

export const table: RuleTable = {
  rule: eksNodeNoSsh,
  compliant: {
    "aws:eks/nodeGroup:NodeGroup": { remoteAccess: { ec2SshKey: "admin", sourceSecurityGroupIds: ["sg-bastion"] } },
  },
  rows: [
    { kind: "compliant", title: "SSH from a group", findings: [] },
    { kind: "absent", title: "no SSH", change: { remoteAccess: removed }, findings: [] },
    {
      kind: "absent",
      title: "an empty key",
      change: { "remoteAccess.ec2SshKey": "", [groups]: removed },
      findings: [],
    },
    { kind: "absent", title: "no groups", change: { [groups]: removed }, findings: [`fail ${groups}`] },
    { kind: "violation", title: "an empty list of groups", change: { [groups]: [] }, findings: [`fail ${groups}`] },
    { kind: "violation", title: "an empty group", change: { [groups]: [""] }, findings: [`fail ${groups}[0]`] },
    {
      kind: "unknown",
      title: "the key, and no groups",
      change: { "remoteAccess.ec2SshKey": notKnownYet, [groups]: removed },
      findings: [`fail ${groups}`],
    },
    { kind: "unknown", title: "the groups", change: { [groups]: notKnownYet }, findings: [] },
    { kind: "wrong type", title: "groups that are a number", change: { [groups]: 7 }, findings: [`fail ${groups}`] },
    {
      kind: "wrong type",
      title: "a block that is text",
      change: { remoteAccess: "admin" },
      findings: ["fail remoteAccess"],
    },
  ],
};
