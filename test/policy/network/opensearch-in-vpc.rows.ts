import { opensearchInVpc } from "../../../policy/network/opensearch-in-vpc.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const compliant = { vpcOptions: { subnetIds: ["subnet-a", "subnet-b"] } };

const rows = opensearchInVpc.types.flatMap((type): readonly Row[] => [
  { kind: "compliant", title: type, type, findings: [] },
  {
    kind: "absent",
    title: `outside of a VPC, ${type}`,
    type,
    change: { vpcOptions: removed },
    findings: ["fail vpcOptions"],
  },
  {
    kind: "violation",
    title: `no subnets, ${type}`,
    type,
    change: { "vpcOptions.subnetIds": [] },
    findings: ["fail vpcOptions.subnetIds"],
  },
]);

export const table: RuleTable = {
  rule: opensearchInVpc,
  compliant: Object.fromEntries(opensearchInVpc.types.map((type) => [type, compliant])),
  rows: [
    ...rows,
    { kind: "unknown", title: "the subnets", change: { "vpcOptions.subnetIds": notKnownYet }, findings: [] },
    { kind: "unknown", title: "a subnet", change: { "vpcOptions.subnetIds.0": notKnownYet }, findings: [] },
    {
      kind: "wrong type",
      title: "subnets that are text",
      change: { "vpcOptions.subnetIds": "subnet-a" },
      findings: ["fail vpcOptions.subnetIds"],
    },
    {
      kind: "wrong type",
      title: "a subnet that is a number",
      change: { "vpcOptions.subnetIds.1": 7 },
      findings: ["fail vpcOptions.subnetIds[1]"],
    },
  ],
};
