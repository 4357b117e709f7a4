import {
  egressRule,
  ingressRule,
  securityGroup,
  securityGroupRule,
} from "../../../policy/network/security-group-rules.ts";

/** What lets in as it should be, for every table about it. */
export const compliantIngress = {
  [securityGroup]: {
    description: "Brokers",
    ingress: [
      {
        protocol: "tcp",
        fromPort: 9098,
        toPort: 9098,
        securityGroups: ["sg-clients"],
        description: "Kafka clients by IAM",
      },
    ],
    egress: [
      { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"], description: "Interface endpoints" },
    ],
  },
  [securityGroupRule]: {
    type: "ingress",
    securityGroupId: "sg-endpoints",
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ["10.0.0.0/16"],
    description: "HTTPS from the VPC",
  },
  [ingressRule]: {
    securityGroupId: "sg-endpoints",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "10.0.0.0/16",
    description: "HTTPS from the VPC",
  },
} as const;

export const compliantGroups = {
  ...compliantIngress,
  [egressRule]: {
    securityGroupId: "sg-nodes",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "0.0.0.0/0",
    description: "AWS APIs and image registries, through NAT",
  },
} as const;

/** A rule of an `ingress` or `egress` list over every protocol. */
export function everythingFrom(...cidrBlocks: readonly string[]): object {
  return { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks, description: "Everything" };
}
