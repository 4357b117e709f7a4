import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface ServerlessStreamArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What it is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** Subnets its clients are in, one per Availability Zone; two at least. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups that say who may reach it; five at most. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

/** MSK's limits for a serverless cluster's network. */
const limits = { subnets: 2, securityGroups: 5 } as const;

/**
 * An MSK Serverless cluster: no brokers to size and no storage to watch, for rates that nobody can foresee. Clients
 * authenticate by IAM, which is all there is. MSK keeps key, versions, settings and logs to itself, and has no API for its
 * topics: clients make them, with `kafka-cluster:CreateTopic`.
 *
 * @stateful
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html
 * @throws {pulumi.RunError} when it got fewer subnets or more groups than MSK takes.
 */
export class ServerlessStream extends pulumi.ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: pulumi.Output<string>;
  /** Comma separated host:port list for clients by IAM. */
  readonly bootstrapBrokers: pulumi.Output<string>;

  constructor(name: string, args: ServerlessStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:ServerlessStream", name, {}, opts);
    const { subnetIds, securityGroupIds } = args;
    if (subnetIds.length < limits.subnets || securityGroupIds.length > limits.securityGroups) {
      throw new pulumi.RunError(
        `The serverless stream "${args.purpose}" got ${subnetIds.length} subnets and ${securityGroupIds.length} security groups; MSK Serverless takes at least ${limits.subnets} subnets, each in a zone of its own, and at most ${limits.securityGroups} groups. Change its arguments.`,
      );
    }
    this.clusterName = physicalName("msk-cluster", args.place, args.purpose);
    const cluster = new aws.msk.ServerlessCluster(
      `${name}-cluster`,
      {
        clusterName: this.clusterName,
        clientAuthentication: { sasl: { iam: { enabled: true } } },
        vpcConfigs: [{ subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] }],
      },
      { parent: this },
    );
    this.clusterArn = cluster.arn;
    this.bootstrapBrokers = cluster.bootstrapBrokersSaslIam;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      bootstrapBrokers: this.bootstrapBrokers,
    });
  }
}
