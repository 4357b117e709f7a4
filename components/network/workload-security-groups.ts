import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { type Connection, type Opening, workloadConnections, type WorkloadGroup } from "./workload-connections.ts";

export interface WorkloadSecurityGroupsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC the groups are in. */
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the interface endpoints, which nodes and clients may reach. */
  readonly endpointsSecurityGroupId: pulumi.Input<string>;
  /** Prefix lists of the gateway endpoints, by service, which nodes and clients may reach. */
  readonly prefixListIds: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Whether nodes may reach the Internet by HTTPS, through NAT.
   * @default true
   */
  readonly internetEgress?: boolean;
  /**
   * Blocks from which load balancers may be reached by HTTPS, by what lies there.
   * @default {}
   */
  readonly loadBalancerClients?: Readonly<Record<string, string>>;
  /**
   * Whether brokers take clients through MSK's multi-VPC private connectivity.
   * @default false
   */
  readonly multiVpcKafka?: boolean;
}

const descriptions: Readonly<Record<WorkloadGroup, string>> = {
  nodes: "EKS nodes",
  brokers: "MSK brokers",
  "kafka-clients": "Functions and jobs that may reach the brokers",
  "load-balancers": "Load balancers in front of the pods",
};

/**
 * Who may talk to whom. A group starts closed in both directions, and every opening is a resource of its own, so that
 * a review sees each one. Brokers have no way out: they only answer.
 */
export class WorkloadSecurityGroups extends pulumi.ComponentResource {
  readonly nodes: pulumi.Output<string>;
  readonly brokers: pulumi.Output<string>;
  readonly kafkaClients: pulumi.Output<string>;
  readonly loadBalancers: pulumi.Output<string>;

  constructor(name: string, args: WorkloadSecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:WorkloadSecurityGroups", name, {}, opts);
    const group = (what: WorkloadGroup): pulumi.Output<string> => {
      const groupName = physicalName("security-group", args.place, what);
      return new aws.ec2.SecurityGroup(
        `${name}-${what}`,
        { name: groupName, description: descriptions[what], vpcId: args.vpcId, tags: { Name: groupName } },
        { parent: this },
      ).id;
    };
    const ids: Readonly<Record<WorkloadGroup, pulumi.Output<string>>> = {
      nodes: group("nodes"),
      brokers: group("brokers"),
      "kafka-clients": group("kafka-clients"),
      "load-balancers": group("load-balancers"),
    };
    const { connections, openings } = workloadConnections({
      internetEgress: args.internetEgress ?? true,
      prefixLists: Object.keys(args.prefixListIds),
      loadBalancerClients: args.loadBalancerClients ?? {},
      multiVpcKafka: args.multiVpcKafka ?? false,
    });
    for (const connection of connections) {
      this.#connect(`${name}-${connection.from}-to-${connection.to}-${connection.what}`, connection, ids);
    }
    for (const opening of openings) {
      this.#open(`${name}-${opening.group}-${opening.what}`, opening, { ids, args });
    }

    this.nodes = ids.nodes;
    this.brokers = ids.brokers;
    this.kafkaClients = ids["kafka-clients"];
    this.loadBalancers = ids["load-balancers"];
    this.registerOutputs({
      nodes: this.nodes,
      brokers: this.brokers,
      kafkaClients: this.kafkaClients,
      loadBalancers: this.loadBalancers,
    });
  }

  /** One connection between groups of ours, opened on both ends. */
  #connect(name: string, connection: Connection, ids: Readonly<Record<WorkloadGroup, pulumi.Output<string>>>): void {
    const [from, to] = [ids[connection.from], ids[connection.to]];
    const traffic = trafficOf(connection);
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

  /** One opening of a group of ours to something else. */
  #open(
    name: string,
    opening: Opening,
    given: { ids: Readonly<Record<WorkloadGroup, pulumi.Output<string>>>; args: WorkloadSecurityGroupsArgs },
  ): void {
    const { peer } = opening;
    const rule = {
      securityGroupId: given.ids[opening.group],
      ...trafficOf(opening),
      ...(peer.kind === "cidr" ? { cidrIpv4: peer.cidr } : {}),
      ...(peer.kind === "endpoints" ? { referencedSecurityGroupId: given.args.endpointsSecurityGroupId } : {}),
      ...(peer.kind === "prefix-list" ? { prefixListId: given.args.prefixListIds[peer.service] } : {}),
    };
    if (opening.direction === "in") {
      new aws.vpc.SecurityGroupIngressRule(name, rule, { parent: this });
    } else {
      new aws.vpc.SecurityGroupEgressRule(name, rule, { parent: this });
    }
  }
}

function trafficOf({ protocol, ports, why }: Pick<Connection, "protocol" | "ports" | "why">): {
  description: string;
  ipProtocol: string;
  fromPort: number;
  toPort: number;
} {
  return { description: why, ipProtocol: protocol, fromPort: ports[0], toPort: ports[1] };
}
