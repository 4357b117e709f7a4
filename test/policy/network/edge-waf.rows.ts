import { edgeWaf } from "../../../policy/network/edge-waf.ts";
import { setRows } from "../rows.ts";
import { notKnownYet, removed, type Other, type RuleTable } from "../table.ts";

const [loadBalancer, olderLoadBalancer, stage, distribution] = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:apigateway/stage:Stage",
  "aws:cloudfront/distribution:Distribution",
];
const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
const guarded: Other = { type: association, props: { resourceArn: notKnownYet }, dependsOn: { resourceArn: "judged" } };

export const table: RuleTable = {
  rule: edgeWaf,
  compliant: {
    [loadBalancer]: { internal: true },
    [olderLoadBalancer]: { internal: true },
    [stage]: { stageName: "v1" },
    [distribution]: { webAclId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1" },
  },
  rows: [
    { kind: "compliant", title: "an internal load balancer", findings: [] },
    {
      kind: "compliant",
      title: "a load balancer with a web ACL",
      change: { internal: false },
      others: [guarded],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a load balancer with a web ACL of the older kind, by its ARN",
      type: olderLoadBalancer,
      change: { internal: removed, arn: "arn-of-a-load-balancer" },
      others: [
        {
          type: "aws:wafregional/webAclAssociation:WebAclAssociation",
          props: { resourceArn: "arn-of-a-load-balancer" },
        },
      ],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a network load balancer, which cannot have one",
      change: { internal: false, loadBalancerType: "network" },
      findings: [],
    },
    { kind: "compliant", title: "a stage with a web ACL", type: stage, others: [guarded], findings: [] },
    { kind: "compliant", title: "a distribution", type: distribution, findings: [] },
    { kind: "absent", title: "nothing said", change: { internal: removed }, findings: [`fail ${association}`] },
    { kind: "violation", title: "a public one", change: { internal: false }, findings: [`fail ${association}`] },
    {
      kind: "violation",
      title: "a public one, older token",
      type: olderLoadBalancer,
      change: { internal: false },
      findings: [`fail ${association}`],
    },
    { kind: "violation", title: "a stage", type: stage, findings: [`fail ${association}`] },
    {
      kind: "unknown",
      title: "whether it is public",
      change: { internal: notKnownYet },
      others: [{ name: "switch", type: "aws:ssm/parameter:Parameter", props: {} }],
      dependsOn: { internal: "switch" },
      findings: ["undecided internal"],
    },
    { kind: "wrong type", title: "text", change: { internal: "true" }, findings: [`fail ${association}`] },
    ...setRows("webAclId", { type: distribution }),
  ],
};
