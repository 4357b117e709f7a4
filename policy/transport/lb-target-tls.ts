import { must } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const lbTargetTls = resourceRule({
  id: "lb-target-tls",
  types: ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"],
  what: "A load balancer reaches its targets by TLS.",
  why: "Where TLS ends at the load balancer, requests cross the network to the targets in plaintext.",
  remedy:
    'Set protocol: "HTTPS", or "TLS" behind a Network Load Balancer; a self-signed certificate on the target will do.',
  severity: "medium",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_378"] },
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
  // Groups of functions have no protocol. TCP may carry the client's own TLS.
  evaluate: ({ props }) =>
    must(props, "protocol", {
      wanted: "HTTPS or TLS",
      meets: (protocol) => typeof protocol === "string" && protocol !== "HTTP",
      whenAbsent: "passes",
    }),
});
