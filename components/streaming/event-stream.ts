import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eventStreamName, physicalName, type Place } from "../naming.ts";
import { replicationFactor, topics as declaredTopics, topicSettings } from "../../contracts/events/topics.ts";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { type BrokerPlan, brokerProblems, type MultiVpc, type StoragePlan } from "./broker-rules.ts";
import { type Authentication, brokerSettings, type BrokerSettings } from "./broker-settings.ts";
import { brokerTypes, type ExpressBroker, type StandardBroker } from "./broker-types.ts";
import * as cluster from "./cluster-arguments.ts";
import { multiVpcProblem } from "./multi-vpc.ts";
import { streamAlarms } from "./stream-alarms.ts";
import { StorageScaling } from "./storage-scaling.ts";
import { plannedTopics, topicProblems, type TopicSet } from "./topic-plan.ts";

export interface EventStreamArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Kafka version as MSK names it, for example `4.1.x.kraft`. */
  readonly kafkaVersion: string;
  /** MSK broker type: `kafka.m7g.large` is a Standard broker, `express.m7g.large` an Express broker. */
  readonly brokerType: string;
  /** Brokers in each Availability Zone. */
  readonly brokersPerZone: number;
  /**
   * Volumes of Standard brokers; the storage of Express brokers is MSK's.
   * @default - none, for Express brokers
   */
  readonly storage?: StoragePlan | undefined;
  /** How clients may authenticate, several at once; the platform's own workloads use the first, which is not mTLS. */
  readonly authentication: readonly Authentication[];
  /**
   * Private certificate authorities (ACM PCA) whose certificates let a client in by mTLS.
   * @default []
   */
  readonly certificateAuthorityArns?: readonly pulumi.Input<string>[] | undefined;
  /** One data subnet per Availability Zone: three, so that every replica has its own. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups of the brokers. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Key of the brokers' storage. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the broker logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the broker logs are kept in CloudWatch. */
  readonly logRetentionDays: number;
  /**
   * Bucket that keeps the broker logs for longer.
   * @default - they are kept in CloudWatch alone
   */
  readonly logArchiveBucket?: pulumi.Input<string> | undefined;
  /**
   * Detail of the metrics in CloudWatch. Below `PER_BROKER` most alarms have nothing to watch; above it each costs.
   * @default "PER_BROKER"
   */
  readonly enhancedMonitoring?: "PER_BROKER" | "PER_TOPIC_PER_BROKER" | "PER_TOPIC_PER_PARTITION" | undefined;
  /**
   * Whether brokers offer their metrics to Prometheus.
   * @default false
   */
  readonly openMonitoring?: boolean | undefined;
  /**
   * Whether clients in other VPCs may connect; see {@link MultiVpc} for the two steps.
   * @default "off"
   */
  readonly multiVpc?: MultiVpc | undefined;
  /**
   * What `multiVpc` was when the stream was last deployed.
   * @default - it never was
   */
  readonly multiVpcBefore?: MultiVpc | undefined;
  /**
   * Broker properties beside the platform's own, by Kafka's names.
   * @default {}
   */
  readonly brokerSettings?: BrokerSettings | undefined;
  /**
   * Topics by a name of the platform's own.
   * @default - those of `contracts/events/topics.ts`
   */
  readonly topics?: TopicSet | undefined;
}

/**
 * An MSK cluster of Standard or Express brokers with its settings, logs and topics: encrypted at rest and on every wire,
 * authenticated, replicated over three zones.
 *
 * A volume that grows by itself is left alone after creation. To enlarge it by hand, raise `storage.growToGiB` and call
 * `aws kafka update-broker-storage`, or leave `growToGiB` out and give `sizeGiB` at least the size it has grown to.
 *
 * @stateful
 * @throws {pulumi.RunError} with everything that MSK would refuse, and with what the brokers cannot hold of the topics.
 */
export class EventStream extends pulumi.ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: pulumi.Output<string>;
  /** How the platform's own workloads authenticate: the first way that is given. */
  readonly authentication: Exclude<Authentication, "mtls">;
  /** Comma separated host:port list for the platform's own workloads. */
  readonly bootstrapBrokers: pulumi.Output<string>;
  /** The same list by each way of authenticating. */
  readonly endpoints: Readonly<Partial<Record<Authentication, pulumi.Output<string>>>>;
  /** What there is to watch about it. */
  readonly alarms: readonly AlarmSpec[];
  /** Topics by name: partitions and replication factor. */
  readonly topics: Readonly<Record<string, { readonly partitions: number; readonly replicationFactor: number }>>;

  constructor(name: string, args: EventStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:EventStream", name, {}, opts);
    const broker = requirePossible(args);
    this.clusterName = eventStreamName(args.place);
    const { storage, multiVpc = "off" } = args;
    const { kind } = broker;
    const monitoringLevel = args.enhancedMonitoring ?? "PER_BROKER";
    const numberOfBrokerNodes = args.subnetIds.length * args.brokersPerZone;
    const child: pulumi.CustomResourceOptions = { parent: this };

    const settings = new aws.msk.Configuration(
      `${name}-settings`,
      {
        name: physicalName("msk-configuration", args.place, "events"),
        // No Kafka versions: a change of them replaces the configuration, and a cluster cannot let go of one that it uses.
        serverProperties: brokerSettings({
          kind,
          authentication: args.authentication,
          more: args.brokerSettings ?? {},
        }),
      },
      child,
    );
    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: `/aws/msk/${this.clusterName}`, retentionInDays: args.logRetentionDays, kmsKeyId: args.logsKeyArn },
      child,
    );
    const brokers = new aws.msk.Cluster(
      `${name}-cluster`,
      {
        clusterName: this.clusterName,
        kafkaVersion: args.kafkaVersion,
        numberOfBrokerNodes,
        brokerNodeGroupInfo: {
          instanceType: args.brokerType,
          clientSubnets: [...args.subnetIds],
          securityGroups: [...args.securityGroupIds],
          ...(storage !== undefined && { storageInfo: cluster.storageInfo(storage) }),
          connectivityInfo: cluster.connectivityInfo(multiVpc === "on", args.authentication),
        },
        clientAuthentication: cluster.clientAuthentication(args.authentication, args.certificateAuthorityArns ?? []),
        encryptionInfo: {
          encryptionAtRestKmsKeyArn: args.kmsKeyArn,
          encryptionInTransit: { clientBroker: "TLS", inCluster: true },
        },
        configurationInfo: { arn: settings.arn, revision: settings.latestRevision },
        enhancedMonitoring: monitoringLevel,
        openMonitoring: cluster.openMonitoring(args.openMonitoring ?? false),
        loggingInfo: cluster.brokerLogs(logs.name, args.logArchiveBucket),
        ...(kind === "express" ? { rebalancing: { status: "ACTIVE" } } : { storageMode: storageMode(storage) }),
      },
      {
        ...child,
        ...(storage?.growToGiB !== undefined && { ignoreChanges: [volumeSize] }),
      },
    );
    if (storage?.growToGiB !== undefined) {
      const { growToGiB: maximumGiB, growAtPercent } = storage;
      new StorageScaling(
        `${name}-storage`,
        { place: args.place, clusterArn: brokers.arn, maximumGiB, growAtPercent },
        child,
      );
    }

    const planned = plannedTopics(args.subnetIds.length, args.topics ?? declaredTopics);
    this.topics = Object.fromEntries(
      planned.map(({ declaration, partitions }) => [declaration.name, { partitions, replicationFactor }]),
    );
    const topicStorage = { ownMinInSyncReplicas: kind === "standard", tiered: storage?.tiered ?? false };
    for (const { declaration, partitions } of planned) {
      new aws.msk.Topic(
        `${name}-${declaration.name}`,
        {
          clusterArn: brokers.arn,
          name: declaration.name,
          partitionCount: partitions,
          replicationFactor,
          configs: JSON.stringify(topicSettings(declaration, topicStorage)),
        },
        { ...child, deletedWith: brokers },
      );
    }

    this.alarms = streamAlarms({
      clusterName: this.clusterName,
      broker,
      brokers: numberOfBrokerNodes,
      monitoringLevel,
      authentication: args.authentication,
    });
    this.clusterArn = brokers.arn;
    this.authentication = args.authentication[0] === "scram" ? "scram" : "iam";
    const all = endpointsOf(brokers);
    this.bootstrapBrokers = all[this.authentication];
    this.endpoints = Object.fromEntries(args.authentication.map((way) => [way, all[way]]));
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      bootstrapBrokers: this.bootstrapBrokers,
      endpoints: this.endpoints,
      topics: this.topics,
    });
  }
}

const volumeSize = "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize";

function storageMode(storage: StoragePlan | undefined): "TIERED" | "LOCAL" {
  return storage?.tiered === true ? "TIERED" : "LOCAL";
}

/** Addresses by way of authenticating; MSK leaves those empty that are not on. */
function endpointsOf(brokers: aws.msk.Cluster): Readonly<Record<Authentication, pulumi.Output<string>>> {
  return {
    iam: brokers.bootstrapBrokersSaslIam,
    scram: brokers.bootstrapBrokersSaslScram,
    mtls: brokers.bootstrapBrokersTls,
  };
}

function requirePossible(args: EventStreamArgs): StandardBroker | ExpressBroker {
  const zones = args.subnetIds.length;
  const { multiVpc = "off", brokerSettings: settings = {}, certificateAuthorityArns = [] } = args;
  const plan: BrokerPlan = { ...args, zones, multiVpc, brokerSettings: settings, certificateAuthorityArns };
  const placement = { ...args, zones, throughputMiBPerSecond: args.storage?.throughputMiBPerSecond };
  const problems = [
    ...brokerProblems(plan).map(({ path, message }) => `${path.join(".")} ${message}.`),
    ...topicProblems(placement, args.topics ?? declaredTopics).map(
      (message) => `${message}. Take a larger brokerType or more brokersPerZone.`,
    ),
  ];
  const unprepared = multiVpcProblem(multiVpc, args.multiVpcBefore);
  if (unprepared !== undefined && pulumi.runtime.isDryRun()) {
    // A preview may have no deployed state to look at, as one offline; an update always has.
    void pulumi.log.warn(unprepared);
  } else if (unprepared !== undefined) {
    problems.push(unprepared);
  }
  const broker = brokerTypes.get(args.brokerType);
  if (broker === undefined || problems.length > 0) {
    throw new pulumi.RunError(
      `The event stream cannot be as configured (streaming:* in the environment's file):\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
  }
  return broker;
}
