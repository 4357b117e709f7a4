import { has, mustBe } from "../check.ts";
import { type Finding, resourceRule } from "../rule.ts";
import { type Properties } from "../property.ts";

export const albHardening = resourceRule({
  id: "alb-hardening",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
  what: "A load balancer drops malformed requests and is not deleted by accident.",
  why: "Header and framing tricks smuggle a request past the load balancer's checks; its deletion takes an address away that clients know.",
  remedy:
    'Set enableDeletionProtection: true, and on an application load balancer dropInvalidHeaderFields: true and no desyncMitigationMode "monitor".',
  severity: "medium",
  level: "advisory",
  controls: {
    fsbp: ["ELB.4", "ELB.6", "ELB.12"],
    checkov: ["CKV_AWS_131", "CKV_AWS_328", "CKV_AWS_150"],
  },
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  evaluate: ({ props }) => [...mustBe(props, "enableDeletionProtection", [true]), ...requests(props)],
});

/** Network and gateway load balancers read no requests. */
function requests(props: Properties): readonly Finding[] {
  if (has(props, "loadBalancerType", ["network", "gateway"]) === true) return [];
  return [
    ...mustBe(props, "dropInvalidHeaderFields", [true]),
    ...mustBe(props, "desyncMitigationMode", ["defensive", "strictest"], "passes"),
  ];
}
