import { defaultSgClosed } from "../../../policy/network/default-sg-closed.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const vpc = "aws:ec2/vpc:Vpc";
const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const closed = { ingress: [], egress: [] };
const open = { protocol: "-1", fromPort: 0, toPort: 0, self: true };

const lists = ["ingress", "egress"].flatMap((path): readonly Row[] => [
  { kind: "absent", title: `no ${path}`, type: defaultGroup, change: { [path]: removed }, findings: [] },
  {
    kind: "violation",
    title: `an opening in ${path}`,
    type: defaultGroup,
    change: { [path]: [open] },
    findings: [`fail ${path}`],
  },
  {
    kind: "unknown",
    title: `what is in ${path}`,
    type: defaultGroup,
    change: { [path]: notKnownYet },
    others: [{ name: "list", type: "aws:ssm/parameter:Parameter", props: {} }],
    dependsOn: { [path]: "list" },
    findings: [`undecided ${path}`],
  },
  {
    kind: "wrong type",
    title: `text in ${path}`,
    type: defaultGroup,
    change: { [path]: "none" },
    findings: [`fail ${path}`],
  },
]);

export const table: RuleTable = {
  rule: defaultSgClosed,
  compliant: { [vpc]: { cidrBlock: "10.0.0.0/16" }, [defaultGroup]: { vpcId: "vpc-closed", ...closed } },
  others: [{ type: defaultGroup, props: { vpcId: notKnownYet, ...closed }, dependsOn: { vpcId: "judged" } }],
  rows: [
    { kind: "compliant", title: "a VPC whose default group is taken", findings: [] },
    {
      kind: "compliant",
      title: "a VPC whose default group names it",
      change: { id: "vpc-named" },
      others: [{ type: defaultGroup, props: { vpcId: "vpc-named" } }],
      findings: [],
    },
    { kind: "compliant", title: "a closed group", type: defaultGroup, others: [], findings: [] },
    { kind: "absent", title: "a VPC left as it is", others: [], findings: [`fail ${defaultGroup}`] },
    {
      kind: "violation",
      title: "a VPC beside another's group",
      change: { id: "vpc-one" },
      others: [{ type: defaultGroup, props: { vpcId: "vpc-two" } }],
      findings: [`fail ${defaultGroup}`],
    },
    ...lists,
  ],
};
