import { oneOf } from "../check.ts";
import { read } from "../property.ts";
import { stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const flowLog = "aws:ec2/flowLog:FlowLog";

export const vpcFlowLogs = stackRule({
  id: "vpc-flow-logs",
  types: ["aws:ec2/vpc:Vpc"],
  what: "Refused traffic of every VPC is recorded, at least.",
  why: "Flow records are the one trace of who tried to reach what, and of where data went.",
  remedy:
    'Add an aws.ec2.FlowLog with the vpcId and trafficType "ALL" or "REJECT", as the Network component does; logDestination says where to.',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.6"], cis: ["4.7"], checkov: ["CKV2_AWS_11"], cdkNag: ["VPC7"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  evaluate: (vpc, stack) => {
    const logs = linkedTo(vpc, stack, { types: [flowLog], property: "vpcId", names: ["id"] });
    if (logs.length === 0) return [notLinked(flowLog, "there for every VPC")];
    // One that records what is refused is enough; several may write the same traffic to several places.
    const findings = logs.map(({ props }) => {
      const type = read(props, "trafficType");
      return oneOf({ ...type, path: `${flowLog}.${type.path}` }, ["ALL", "REJECT"]);
    });
    return findings.some((found) => found.length === 0) ? [] : (findings[0] ?? []);
  },
});
