import { mustBe } from "../check.ts";
import { advice, resourceRule } from "../rule.ts";

export const imdsv2 = resourceRule({
  id: "imdsv2",
  types: [
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/instance:Instance",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  ],
  what: "Instances give their credentials to IMDSv2 requests only.",
  why: "With IMDSv1 one request forged through a server on the instance returns the instance role's credentials.",
  remedy: 'Set metadataOptions { httpTokens: "required", httpPutResponseHopLimit: 1 }; a hop limit of 2 lets pods in.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.8", "AutoScaling.3"], cis: ["6.7"], checkov: ["CKV_AWS_79", "CKV_AWS_341"] },
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  evaluate: ({ props }) => [
    ...mustBe(props, "metadataOptions.httpTokens", ["required"]),
    ...advice(mustBe(props, "metadataOptions.httpPutResponseHopLimit", [1], "passes")),
  ],
});
