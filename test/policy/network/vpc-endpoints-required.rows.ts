import { vpcEndpointsRequired } from "../../../policy/network/vpc-endpoints-required.ts";
import { valueRows, waitingFor } from "../rows.ts";
import { notKnownYet, type Other, type RuleTable } from "../table.ts";

const vpc = "aws:ec2/vpc:Vpc";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const required = ["s3", "dynamodb", "logs", "secretsmanager"];
const advised = ["kms", "sts", "ecr.api", "ecr.dkr"];

function endpointsOf(...services: readonly string[]): readonly Other[] {
  return services.map((service) => {
    const serviceName = service === notKnownYet ? service : `com.amazonaws.eu-central-1.${service}`;
    return { type: endpoint, props: { vpcId: notKnownYet, serviceName }, dependsOn: { vpcId: "judged" } };
  });
}

function without(service: string): readonly Other[] {
  return endpointsOf(...[...required, ...advised].filter((one) => one !== service));
}

export const table: RuleTable = {
  rule: vpcEndpointsRequired,
  compliant: {
    [vpc]: { cidrBlock: "10.0.0.0/16" },
    [endpoint]: {
      vpcId: "vpc-of-endpoints",
      serviceName: "com.amazonaws.eu-central-1.logs",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
    },
  },
  others: endpointsOf(...required, ...advised),
  rows: [
    { kind: "compliant", title: "a VPC with all of them", findings: [] },
    {
      kind: "compliant",
      title: "in another partition, by ID",
      change: { id: "vpc-in-china" },
      others: [...required, ...advised].map((service) => {
        const serviceName = `cn.com.amazonaws.cn-north-1.${service}`;
        return { type: endpoint, props: { vpcId: "vpc-in-china", serviceName } };
      }),
      findings: [],
    },
    { kind: "compliant", title: "an endpoint that programs find", type: endpoint, findings: [] },
    {
      kind: "compliant",
      title: "a gateway endpoint, which needs no DNS",
      type: endpoint,
      change: { serviceName: "com.amazonaws.eu-central-1.s3", vpcEndpointType: "Gateway", privateDnsEnabled: false },
      findings: [],
    },
    {
      kind: "compliant",
      title: "an endpoint of somebody else's service",
      type: endpoint,
      change: { serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-1", privateDnsEnabled: false },
      findings: [],
    },
    {
      kind: "compliant",
      title: "what configuration asks for",
      others: endpointsOf("s3", "sqs"),
      settings: { required: ["s3"], advised: ["sqs"] },
      findings: [],
    },
    {
      kind: "absent",
      title: "no endpoint",
      others: [],
      findings: [
        ...required.map((service) => `fail ${endpoint}[${service}]`),
        ...advised.map((service) => `advice ${endpoint}[${service}]`),
      ],
    },
    ...required.map((service) => {
      return {
        kind: "violation" as const,
        title: `all but ${service}`,
        others: without(service),
        findings: [`fail ${endpoint}[${service}]`],
      };
    }),
    ...advised.map((service) => {
      return {
        kind: "violation" as const,
        title: `all but ${service}`,
        others: without(service),
        findings: [`advice ${endpoint}[${service}]`],
      };
    }),
    {
      kind: "unknown",
      title: "the service of an endpoint",
      others: [...without("logs"), ...endpointsOf(notKnownYet)],
      findings: [`undecided ${endpoint}[logs]`],
    },
    {
      kind: "wrong type",
      title: "a service that is a list",
      others: [
        ...without("s3"),
        { type: endpoint, props: { vpcId: notKnownYet, serviceName: ["s3"] }, dependsOn: { vpcId: "judged" } },
      ],
      findings: [`fail ${endpoint}[s3]`],
    },
    ...valueRows("privateDnsEnabled", { bad: [false], type: endpoint }).map((row) =>
      row.kind === "unknown" ? { ...row, ...waitingFor("privateDnsEnabled") } : row,
    ),
  ],
};
