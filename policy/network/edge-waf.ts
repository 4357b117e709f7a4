import { has, mustBeSet } from "../check.ts";
import { type Finding, type StackResource, stackRule, undecided } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
const associations = [association, "aws:wafregional/webAclAssociation:WebAclAssociation"];
const distribution = "aws:cloudfront/distribution:Distribution";
const stage = "aws:apigateway/stage:Stage";
const wanted = "there for everything that browsers and devices reach";

export const edgeWaf = stackRule({
  id: "edge-waf",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer", stage, distribution],
  what: "What takes HTTP from the Internet stands behind a web ACL.",
  why: "Floods and known attacks then end at the edge, and not in the workload that pays for them.",
  remedy:
    "Add an aws.wafv2.WebAclAssociation whose resourceArn is the load balancer's or stage's ARN; set webAclId on a distribution; set internal: true on what only the VPC calls.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["ELB.16", "CloudFront.6", "APIGateway.4"], checkov: ["CKV2_AWS_28"] },
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
  evaluate: (resource, stack) => {
    if (resource.type === distribution) return mustBeSet(resource.props, "webAclId", "the ARN of a web ACL");
    const link = { types: associations, property: "resourceArn", names: ["arn"] };
    if (linkedTo(resource, stack, link).length > 0) return [];
    return resource.type === stage ? [notLinked(association, wanted)] : balancer(resource);
  },
});

/** Of a load balancer without a web ACL: only an application load balancer can have one. */
function balancer(resource: StackResource): readonly Finding[] {
  const internal = given(resource, "internal");
  const isInside = internal.state === "known" && internal.value === true;
  if (isInside || has(resource.props, "loadBalancerType", ["network", "gateway"]) === true) return [];
  return internal.state === "unknown" ? [undecided(internal, "true, or a web ACL")] : [notLinked(association, wanted)];
}
