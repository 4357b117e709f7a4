import { ecsNoPublicIp } from "../../../policy/network/ecs-no-public-ip.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const networkConfiguration = { subnets: ["subnet-a"], assignPublicIp: false };
const compliant = {
  "aws:ecs/service:Service": { networkConfiguration },
  "aws:ecs/taskSet:TaskSet": { networkConfiguration },
  "aws:cloudwatch/eventTarget:EventTarget": { ecsTarget: { networkConfiguration } },
  "aws:scheduler/schedule:Schedule": { target: { ecsParameters: { networkConfiguration } } },
};
const values = { bad: [true, "ENABLED"], absent: "passes" } as const;

export const table: RuleTable = {
  rule: ecsNoPublicIp,
  compliant,
  rows: [
    { kind: "compliant", title: "no public address", findings: [] },
    ...valueRows("networkConfiguration.assignPublicIp", { ...values, type: "aws:ecs/service:Service" }),
    ...valueRows("networkConfiguration.assignPublicIp", { ...values, type: "aws:ecs/taskSet:TaskSet" }),
    ...valueRows("ecsTarget.networkConfiguration.assignPublicIp", {
      ...values,
      type: "aws:cloudwatch/eventTarget:EventTarget",
    }),
    ...valueRows("target.ecsParameters.networkConfiguration.assignPublicIp", {
      ...values,
      type: "aws:scheduler/schedule:Schedule",
    }),
  ],
};
