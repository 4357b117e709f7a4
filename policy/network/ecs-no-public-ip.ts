import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

/** Where each kind of thing that starts tasks says it. */
const places = {
  "aws:ecs/service:Service": "networkConfiguration.assignPublicIp",
  "aws:ecs/taskSet:TaskSet": "networkConfiguration.assignPublicIp",
  "aws:cloudwatch/eventTarget:EventTarget": "ecsTarget.networkConfiguration.assignPublicIp",
  "aws:scheduler/schedule:Schedule": "target.ecsParameters.networkConfiguration.assignPublicIp",
} as const;

export const ecsNoPublicIp = resourceRule({
  id: "ecs-no-public-ip",
  types: [
    "aws:ecs/service:Service",
    "aws:ecs/taskSet:TaskSet",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:scheduler/schedule:Schedule",
  ],
  what: "Containers have no public address.",
  why: "A task with a public address is reached past the load balancer, its web ACL and its access log.",
  remedy:
    "Leave assignPublicIp out, or set it to false; private subnets reach AWS by endpoints and the rest through NAT.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ECS.2"], checkov: ["CKV_AWS_333"] },
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  evaluate: ({ type, props }) => mustBe(props, places[type as keyof typeof places], [false], "passes"), // one of types
});
