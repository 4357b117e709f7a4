import { mustBe, mustBeSet, oncePerPlace } from "../check.ts";
import { read } from "../property.ts";
import { resourceRule } from "../rule.ts";

const classic = "aws:elb/loadBalancer:LoadBalancer";

export const lbAccessLogs = resourceRule({
  id: "lb-access-logs",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer", classic],
  what: "A load balancer keeps a record of the requests that it has answered.",
  why: "Who called, what was refused and how long it took is known to the load balancer alone.",
  remedy: "Set accessLogs: { enabled: true, bucket }, with a bucket that the service may write to.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ELB.5"], cis: ["4.10"], checkov: ["CKV_AWS_91"], cdkNag: ["ELB2"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  evaluate: ({ type, props }) => {
    const kind = read(props, "loadBalancerType");
    // Gateways pass packets on and have no such logs.
    if (kind.state === "known" && kind.value === "gateway") return [];
    return oncePerPlace([
      ...mustBeSet(props, "accessLogs.bucket", "the name of a bucket"),
      // Classic ones write them as soon as there is a bucket.
      ...mustBe(props, "accessLogs.enabled", [true], type === classic ? "passes" : "fails"),
    ]);
  },
});
