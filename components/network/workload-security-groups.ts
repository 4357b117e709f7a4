import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { kafkaPorts } from "./kafka-ports.ts";

export interface WorkloadSecurityGroupsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC the groups are in. */
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the interface endpoints, which clients may reach. */
  readonly endpointsSecurityGroupId: pulumi.Input<string>;
  /** Prefix lists of the gateway endpoints, by service, which clients may reach. */
  readonly prefixListIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Who may talk to whom. A group starts closed in both directions, and every opening is a resource of its own, so that
 * a review sees each one. Brokers have no way out: they only answer.
 */
export class WorkloadSecurityGroups extends pulumi.ComponentResource {
  readonly nodes: pulumi.Output<string>;
  readonly brokers: pulumi.Output<string>;
  readonly kafkaClients: pulumi.Output<string>;

  constructor(name: string, args: WorkloadSecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:WorkloadSecurityGroups", name, {}, opts);
    const group = (what: string, description: string): aws.ec2.SecurityGroup => {
      const groupName = physicalName("security-group", args.place, what);
      return new aws.ec2.SecurityGroup(
        `${name}-${what}`,
        { name: groupName, description, vpcId: args.vpcId, tags: { Name: groupName } },
        { parent: this },
      );
    };
    const nodes = group("nodes", "EKS nodes");
    const brokers = group("brokers", "MSK brokers");
    const kafkaClients = group("kafka-clients", "Functions and jobs that may reach the brokers");

    for (const [client, clientId] of Object.entries({ nodes: nodes.id, "kafka-clients": kafkaClients.id })) {
      for (const [authentication, port] of Object.entries(kafkaPorts)) {
        this.#allow(`${name}-${client}-to-brokers-${authentication}`, {
          from: clientId,
          to: brokers.id,
          port,
          description: `Kafka clients by ${authentication}`,
        });
      }
    }
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-nodes-https`,
      {
        securityGroupId: nodes.id,
        description: "AWS APIs and image registries, through NAT",
        ...https,
        cidrIpv4: "0.0.0.0/0",
      },
      { parent: this },
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-kafka-clients-endpoints`,
      {
        securityGroupId: kafkaClients.id,
        description: "Interface endpoints",
        ...https,
        referencedSecurityGroupId: args.endpointsSecurityGroupId,
      },
      { parent: this },
    );
    for (const [service, prefixListId] of Object.entries(args.prefixListIds)) {
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-kafka-clients-${service}`,
        { securityGroupId: kafkaClients.id, description: `Gateway endpoint of ${service}`, ...https, prefixListId },
        { parent: this },
      );
    }

    this.nodes = nodes.id;
    this.brokers = brokers.id;
    this.kafkaClients = kafkaClients.id;
    this.registerOutputs({ nodes: this.nodes, brokers: this.brokers, kafkaClients: this.kafkaClients });
  }

  /** One connection, opened on both ends. */
  #allow(
    name: string,
    {
      from,
      to,
      port,
      description,
    }: { from: pulumi.Output<string>; to: pulumi.Output<string>; port: number; description: string },
  ): void {
    const traffic = { description, ipProtocol: "tcp", fromPort: port, toPort: port };
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-in`,
      { securityGroupId: to, referencedSecurityGroupId: from, ...traffic },
      { parent: this },
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-out`,
      { securityGroupId: from, referencedSecurityGroupId: to, ...traffic },
      { parent: this },
    );
  }
}
