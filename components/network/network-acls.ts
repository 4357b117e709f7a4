import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { aclTiers, type AclTier, planAcls } from "./acl-plan.ts";
import { type SubnetsByZone } from "./subnet-tier.ts";
import { type SubnetGroup } from "./topology.ts";

export interface NetworkAclsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC the ACLs are in. */
  readonly vpcId: pulumi.Input<string>;
  /** Blocks of the VPC: the primary one and that of the pods. */
  readonly vpcCidrs: readonly string[];
  /** Subnets by tier and zone. */
  readonly subnets: Readonly<Record<SubnetGroup, SubnetsByZone>>;
  /** Whether brokers take clients through MSK's multi-VPC private connectivity. */
  readonly multiVpcKafka: boolean;
}

/** A network ACL for each tier: data is reached from app on Kafka's ports only, and reaches nobody else. */
export class NetworkAcls extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkAclsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:NetworkAcls", name, {}, opts);
    const { subnets } = args;
    const rules = planAcls({
      inside: args.vpcCidrs,
      app: cidrs(subnets.app),
      pods: cidrs(subnets.pods),
      data: cidrs(subnets.data),
      multiVpcKafka: args.multiVpcKafka,
    });
    const members: Readonly<Record<AclTier, readonly SubnetsByZone[]>> = {
      public: [subnets.public],
      app: [subnets.app, subnets.pods],
      data: [subnets.data],
    };
    for (const tier of aclTiers) {
      const acl = new aws.ec2.NetworkAcl(
        `${name}-${tier}`,
        {
          vpcId: args.vpcId,
          subnetIds: members[tier].flatMap((byZone) => Object.values(byZone).map(({ id }) => id)),
          tags: { Name: physicalName("tag", args.place, tier), Tier: tier },
        },
        { parent: this },
      );
      for (const { direction, number, protocol, cidr, ports } of rules[tier]) {
        new aws.ec2.NetworkAclRule(
          `${name}-${tier}-${direction}-${number}`,
          {
            networkAclId: acl.id,
            egress: direction === "out",
            ruleNumber: number,
            ruleAction: "allow",
            protocol,
            cidrBlock: cidr,
            fromPort: ports[0],
            toPort: ports[1],
          },
          { parent: this },
        );
      }
    }

    this.registerOutputs({});
  }
}

function cidrs(byZone: SubnetsByZone): Record<string, string> {
  return Object.fromEntries(Object.entries(byZone).map(([zone, { cidr }]) => [zone, cidr]));
}
