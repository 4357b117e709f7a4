import { oneOf } from "../check.ts";
import { read, textOf } from "../property.ts";
import { advice, type Finding, stackRule, type StackResource, undecided } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const list = { type: "array", items: { type: "string", minLength: 1 } } as const;

export const vpcEndpointsRequired = stackRule({
  id: "vpc-endpoints-required",
  types: ["aws:ec2/vpc:Vpc", endpoint],
  what: "The AWS services that the platform lives on are reached through endpoints of the VPC.",
  why: "Without an endpoint, data, secrets and logs leave by NAT: no endpoint policy guards them, and each gigabyte is paid.",
  remedy:
    "Add an aws.ec2.VpcEndpoint for each service that is named: Gateway for s3 and dynamodb, Interface with privateDnsEnabled: true for the others. interfaceEndpoints of the network's configuration lists them.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.10"], cis: ["6.8"] },
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  settings: {
    required: {
      what: "Services that every VPC has an endpoint for, as the last part of the endpoint's service name.",
      schema: list,
      default: ["s3", "dynamodb", "logs", "secretsmanager"] as readonly string[],
    },
    advised: {
      what: "Services whose missing endpoint is advice.",
      schema: list,
      default: ["kms", "sts", "ecr.api", "ecr.dkr"] as readonly string[],
    },
  },
  evaluate: (resource, stack, { required, advised }) => {
    if (resource.type === endpoint) return resolvesInside(resource, [...required, ...advised]);
    const endpoints = linkedTo(resource, stack, { types: [endpoint], property: "vpcId", names: ["id"] });
    const services = endpoints.map(serviceOf);
    const missing = (names: readonly string[]): readonly Finding[] =>
      names
        .filter((name) => !services.includes(name))
        .map((name) =>
          services.includes("unknown")
            ? undecided({ path: `${endpoint}[${name}]` }, "there for every VPC")
            : notLinked(`${endpoint}[${name}]`, "there for every VPC"),
        );
    return [...missing(required), ...advice(missing(advised))];
  },
});

/** Programs ask for a service by its public name: only private DNS sends them to an interface endpoint. */
function resolvesInside(resource: StackResource, services: readonly string[]): readonly Finding[] {
  const isInterface = textOf(read(resource.props, "vpcEndpointType")) === "Interface";
  return isInterface && services.includes(serviceOf(resource))
    ? oneOf(given(resource, "privateDnsEnabled"), [true])
    : [];
}

/** `ecr.api` of `com.amazonaws.eu-central-1.ecr.api`, with whatever stands before it in other partitions. */
function serviceOf({ props }: StackResource): string {
  const name = read(props, "serviceName");
  if (name.state === "unknown") return "unknown";
  return /\.amazonaws\.[a-z\d-]+\.(.+)$/.exec(textOf(name))?.[1] ?? "";
}
