import { eksAccessLeast } from "../../../policy/least-privilege/eks-access-least.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type Row, type RuleTable } from "../table.ts";

const cluster = "aws:eks/cluster:Cluster";
const association = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const admin = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

function row(kind: Row["kind"], title: string, change: Row["change"], ...findings: readonly string[]): Row {
  return { kind, title, type: association, change, findings };
}

export const table: RuleTable = {
  rule: eksAccessLeast,
  compliant: {
    [cluster]: {
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    },
    [association]: {
      clusterName: "dev-platform",
      principalArn: "arn:aws:iam::111122223333:role/people",
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
      accessScope: { type: "cluster" },
    },
  },
  rows: [
    { kind: "compliant", title: "access entries alone", findings: [] },
    ...valueRows("accessConfig.authenticationMode", { bad: ["CONFIG_MAP"] }),
    ...valueRows("accessConfig.bootstrapClusterCreatorAdminPermissions", { bad: [true] }),
    row("compliant", "to look at the whole cluster", {}),
    row("compliant", "to administer a namespace", {
      policyArn: admin,
      accessScope: { type: "namespace", namespaces: ["a"] },
    }),
    row("violation", "to administer the whole cluster", { policyArn: admin }, "fail accessScope.type"),
    row("absent", "no scope", { policyArn: admin, accessScope: {} }, "fail accessScope.type"),
    row("unknown", "a policy not known yet", { policyArn: notKnownYet }, "undecided policyArn"),
    row(
      "unknown",
      "a scope not known yet",
      { policyArn: admin, accessScope: { type: notKnownYet } },
      "undecided accessScope.type",
    ),
    row("unknown", "a policy not known yet, for a namespace", {
      policyArn: notKnownYet,
      accessScope: { type: "namespace" },
    }),
    row("wrong type", "a scope that is text", { policyArn: admin, accessScope: "cluster" }, "fail accessScope"),
  ],
};
