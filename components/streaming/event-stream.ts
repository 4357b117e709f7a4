import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { partitionsFor, replicationFactor, topics, topicSettings } from "../../contracts/events/topics.ts";
import { type Authentication, brokerSettings } from "./broker-settings.ts";

export interface EventStreamArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Kafka version as MSK names it, for example `4.1.x.kraft`. */
  readonly kafkaVersion: string;
  /** MSK broker instance type, for example `kafka.m7g.large`. */
  readonly brokerType: string;
  /** Brokers in each Availability Zone. */
  readonly brokersPerZone: number;
  /** Size of each broker's volume. */
  readonly storagePerBrokerGiB: number;
  /** How clients authenticate: by IAM, or by SCRAM where there is no IAM. */
  readonly authentication: Authentication;
  /** One data subnet per Availability Zone; at least three, so that every replica has its own. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups of the brokers. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Key of the brokers' volumes. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the broker logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the broker logs are kept. */
  readonly logRetentionDays: number;
}

/**
 * An MSK cluster with its settings, logs and topics: encrypted at rest and on every wire, authenticated, replicated over
 * three zones.
 *
 * @stateful
 * @throws {pulumi.RunError} when there are fewer zones than replicas.
 */
export class EventStream extends pulumi.ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: pulumi.Output<string>;
  /** Comma separated host:port list for the authentication in use. */
  readonly bootstrapBrokers: pulumi.Output<string>;
  /** Topics by name: partitions and replication factor. */
  readonly topics: Readonly<Record<string, { readonly partitions: number; readonly replicationFactor: number }>>;

  constructor(name: string, args: EventStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:EventStream", name, {}, opts);
    const zones = args.subnetIds.length;
    if (zones < replicationFactor) {
      throw new pulumi.RunError(
        `The event stream got ${zones} Availability Zones; it keeps ${replicationFactor} replicas, each in its own. Add zones in network:availabilityZones.`,
      );
    }
    this.clusterName = physicalName("msk-cluster", args.place, "events");
    const child: pulumi.CustomResourceOptions = { parent: this };

    const settings = new aws.msk.Configuration(
      `${name}-settings`,
      {
        name: physicalName("msk-configuration", args.place, "events"),
        kafkaVersions: [args.kafkaVersion],
        serverProperties: brokerSettings(args.authentication),
      },
      child,
    );
    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: `/aws/msk/${this.clusterName}`, retentionInDays: args.logRetentionDays, kmsKeyId: args.logsKeyArn },
      child,
    );
    const cluster = new aws.msk.Cluster(
      `${name}-cluster`,
      {
        clusterName: this.clusterName,
        kafkaVersion: args.kafkaVersion,
        numberOfBrokerNodes: zones * args.brokersPerZone,
        brokerNodeGroupInfo: {
          instanceType: args.brokerType,
          clientSubnets: [...args.subnetIds],
          securityGroups: [...args.securityGroupIds],
          storageInfo: { ebsStorageInfo: { volumeSize: args.storagePerBrokerGiB } },
          connectivityInfo: { publicAccess: { type: "DISABLED" } },
        },
        clientAuthentication: {
          sasl: args.authentication === "iam" ? { iam: true } : { scram: true },
          unauthenticated: false,
        },
        encryptionInfo: {
          encryptionAtRestKmsKeyArn: args.kmsKeyArn,
          encryptionInTransit: { clientBroker: "TLS", inCluster: true },
        },
        configurationInfo: { arn: settings.arn, revision: settings.latestRevision },
        enhancedMonitoring: "PER_BROKER",
        loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } },
      },
      child,
    );
    this.topics = Object.fromEntries(
      Object.values(topics).map(({ name: topic, peakMBPerSecond }) => [
        topic,
        { partitions: partitionsFor(peakMBPerSecond), replicationFactor },
      ]),
    );
    for (const topic of Object.values(topics)) {
      new aws.msk.Topic(
        `${name}-${topic.name}`,
        {
          clusterArn: cluster.arn,
          name: topic.name,
          partitionCount: partitionsFor(topic.peakMBPerSecond),
          replicationFactor,
          configs: JSON.stringify(topicSettings(topic)),
        },
        { ...child, deletedWith: cluster },
      );
    }

    this.clusterArn = cluster.arn;
    this.bootstrapBrokers =
      args.authentication === "iam" ? cluster.bootstrapBrokersSaslIam : cluster.bootstrapBrokersSaslScram;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      bootstrapBrokers: this.bootstrapBrokers,
      topics: this.topics,
    });
  }
}
