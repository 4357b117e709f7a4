import { met } from "../check.ts";
import { elements } from "../property.ts";
import { type Finding, type StackResource, stackRule } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

export const defaultSgClosed = stackRule({
  id: "default-sg-closed",
  types: ["aws:ec2/vpc:Vpc", defaultGroup],
  what: "The default security group of a VPC lets nothing in and nothing out.",
  why: "What is started without a group gets this one, and as AWS makes it, all that have it reach each other.",
  remedy:
    "Add an aws.ec2.DefaultSecurityGroup for the VPC with empty ingress and egress, as the Vpc component does, and give everything a group of its own.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.2"], cis: ["6.5"], checkov: ["CKV2_AWS_12"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  evaluate: (resource, stack) => {
    if (resource.type === defaultGroup) return ["ingress", "egress"].flatMap((list) => empty(resource, list));
    const link = { types: [defaultGroup], property: "vpcId", names: ["id"] };
    return linkedTo(resource, stack, link).length > 0 ? [] : [notLinked(defaultGroup, "there for every VPC")];
  },
});

function empty(group: StackResource, path: string): readonly Finding[] {
  const list = given(group, path);
  const isEmpty = list.state === "known" && !list.misshapen && Array.isArray(list.value) && elements(list).length === 0;
  return isEmpty ? [] : met(list, { wanted: "an empty list", meets: () => false, whenAbsent: "passes" });
}
