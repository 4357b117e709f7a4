import { has, mustBe, mustBeSet, oncePerPlace } from "../check.ts";
import { read } from "../property.ts";
import { type StackResource, stackRule } from "../rule.ts";
import { linkedTo } from "../stack-links.ts";

const classic = "aws:elb/loadBalancer:LoadBalancer";

export const lbAccessLogs = stackRule({
  id: "lb-access-logs",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer", classic],
  what: "A load balancer keeps a record of the requests that it has answered.",
  why: "Who called, what was refused and how long it took is known to the load balancer alone.",
  remedy:
    "Have CloudWatch Logs deliver them, by an aws.cloudwatch.LogDeliverySource of the load balancer, as LoadBalancerLogs does; or set accessLogs: { enabled: true, bucket }, with a bucket that the service may write to.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ELB.5"], cis: ["4.10"], checkov: ["CKV_AWS_91"], cdkNag: ["ELB2"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  evaluate: (balancer, stack) => {
    const { type, props } = balancer;
    const kind = read(props, "loadBalancerType");
    // Gateways pass packets on and have no such logs.
    if (kind.state === "known" && kind.value === "gateway") return [];
    if (isDelivered(balancer, stack)) return [];
    return oncePerPlace([
      ...mustBeSet(props, "accessLogs.bucket", "the name of a bucket"),
      // Classic ones write them as soon as there is a bucket.
      ...mustBe(props, "accessLogs.enabled", [true], type === classic ? "passes" : "fails"),
    ]);
  },
});

/** Whether a delivery of CloudWatch Logs starts at the load balancer: the one way to a bucket under a key of ours. */
function isDelivered(balancer: StackResource, stack: readonly StackResource[]): boolean {
  if (balancer.type === classic) return false;
  return linkedTo(balancer, stack, {
    types: ["aws:cloudwatch/logDeliverySource:LogDeliverySource"],
    property: "resourceArn",
    names: ["arn"],
  }).some((source) => has(source.props, "logType", ["ALB_ACCESS_LOGS", "NLB_ACCESS_LOGS"]) === true);
}
