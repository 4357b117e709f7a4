import { fail, resourceRule } from "../rule.ts";

export const noDefaultVpc = resourceRule({
  id: "no-default-vpc",
  types: ["aws:ec2/defaultVpc:DefaultVpc", "aws:ec2/defaultSubnet:DefaultSubnet"],
  what: "Nothing uses the default VPC of an account.",
  why: "Its subnets are public and give every instance a public address; whatever starts in it is on the Internet.",
  remedy: "Make a VPC of your own, as the Network component does, and delete the default one.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_148"] },
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  evaluate: ({ type }) => [fail({ path: type }, "in the program", "left out")],
});
