import { randomUUID } from "node:crypto";
import { arn, hex } from "../recorded.ts";
import type { Properties, ResourceContext, ResourceType, ResourceTypes } from "../resource-type.ts";

/** What Elastic Load Balancing keeps under `<kind>/<name>/<16 digits>`, which its metrics repeat. */
function balancing(kind: string, more: (name: string, context: ResourceContext) => Properties): ResourceType {
  return {
    id: (inputs, context) => arn(context, "elasticloadbalancing", `${kind}/${String(inputs.name)}/${hex(16)}`),
    outputs: (id, inputs, context) => ({ arn: id, ...more(String(inputs.name), context) }),
  };
}

/** The part of an ARN that CloudWatch knows a load balancer or a target group by. */
function suffixed(type: ResourceType, cut: string): ResourceType {
  return {
    ...type,
    outputs: (id, inputs, context) => ({
      ...type.outputs?.(id, inputs, context),
      arnSuffix: id.slice(id.lastIndexOf(":") + 1).replace(cut, ""),
    }),
  };
}

/** Where a name's owner shows ACM that it is theirs. */
function proofOf(domainName: unknown): Properties {
  return {
    domainName,
    resourceRecordName: `_${hex(32)}.${String(domainName)}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${hex(32)}.acm-validations.aws.`,
  };
}

/** AWS Certificate Manager, Elastic Load Balancing, Route 53, AWS WAF, and images in Amazon ECR. */
export const types: ResourceTypes = {
  "aws:acm/certificate:Certificate": {
    id: (_, context) => arn(context, "acm", `certificate/${randomUUID()}`),
    outputs: (id, inputs) => ({
      arn: id,
      status: "PENDING_VALIDATION",
      domainValidationOptions: [proofOf(inputs.domainName)],
    }),
  },
  "aws:acm/certificateValidation:CertificateValidation": { id: () => new Date().toISOString() },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { id: (inputs) => String(inputs.repository) },
  "aws:ecr/repository:Repository": {
    outputs: (id, _, context) => {
      const { accountId, region } = context.account;
      return {
        arn: arn(context, "ecr", `repository/${id}`),
        registryId: accountId,
        repositoryUrl: `${accountId}.dkr.ecr.${region}.amazonaws.com/${id}`,
      };
    },
  },
  "aws:lb/listener:Listener": {
    id: ({ loadBalancerArn }) => `${String(loadBalancerArn).replace(":loadbalancer/", ":listener/")}/${hex(16)}`,
    outputs: (id) => ({ arn: id }),
  },
  "aws:lb/loadBalancer:LoadBalancer": suffixed(
    balancing("loadbalancer/app", (name, { account }) => ({
      dnsName: `${name}-${hex(10)}.${account.region}.elb.amazonaws.com`,
      zoneId: `Z${hex(13).toUpperCase()}`,
    })),
    "loadbalancer/",
  ),
  "aws:lb/targetGroup:TargetGroup": suffixed(
    balancing("targetgroup", () => ({})),
    "",
  ),
  "aws:lb/trustStore:TrustStore": balancing("truststore", () => ({})),
  "aws:lb/trustStoreRevocation:TrustStoreRevocation": { id: (inputs) => `${String(inputs.trustStoreArn)},${hex(4)}` },
  "aws:route53/record:Record": {
    id: ({ zoneId, name, type }) => `${String(zoneId)}_${String(name)}_${String(type)}`,
    outputs: (_, inputs) => ({ fqdn: inputs.name }),
  },
  "aws:wafv2/webAcl:WebAcl": {
    id: () => randomUUID(),
    outputs: (id, inputs, context) => ({
      arn: arn(context, "wafv2", `regional/webacl/${String(inputs.name)}/${id}`),
      lockToken: randomUUID(),
    }),
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    id: ({ webAclArn, resourceArn }) => `${String(webAclArn)},${String(resourceArn)}`,
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { id: (inputs) => String(inputs.resourceArn) },
};
