import { vpcFlowLogs } from "../../../policy/network/vpc-flow-logs.ts";
import { notKnownYet, type Other, type RuleTable } from "../table.ts";

const flowLog = "aws:ec2/flowLog:FlowLog";
const place = `${flowLog}.trafficType`;

function recording(trafficType: unknown): Other {
  return { type: flowLog, props: { vpcId: notKnownYet, trafficType }, dependsOn: { vpcId: "judged" } };
}

export const table: RuleTable = {
  rule: vpcFlowLogs,
  compliant: { "aws:ec2/vpc:Vpc": { cidrBlock: "10.0.0.0/16" } },
  others: [recording("ALL")],
  rows: [
    { kind: "compliant", title: "everything", findings: [] },
    { kind: "compliant", title: "what is refused", others: [recording("REJECT")], findings: [] },
    {
      kind: "compliant",
      title: "what is accepted to one place, and everything to another",
      others: [recording("ACCEPT"), recording("ALL")],
      findings: [],
    },
    {
      kind: "compliant",
      title: "by its ID",
      change: { id: "vpc-flow" },
      others: [{ type: flowLog, props: { vpcId: "vpc-flow", trafficType: "ALL" } }],
      findings: [],
    },
    { kind: "absent", title: "nothing recorded", others: [], findings: [`fail ${flowLog}`] },
    { kind: "absent", title: "no kind of traffic", others: [recording(undefined)], findings: [`fail ${place}`] },
    {
      kind: "violation",
      title: "another VPC's traffic",
      change: { id: "vpc-silent" },
      others: [{ type: flowLog, props: { vpcId: "vpc-other", trafficType: "ALL" } }],
      findings: [`fail ${flowLog}`],
    },
    { kind: "violation", title: "what is accepted", others: [recording("ACCEPT")], findings: [`fail ${place}`] },
    { kind: "unknown", title: "the kind", others: [recording(notKnownYet)], findings: [`undecided ${place}`] },
    { kind: "wrong type", title: "a list of kinds", others: [recording(["ALL"])], findings: [`fail ${place}`] },
  ],
};
