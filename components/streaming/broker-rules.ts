import { replicationFactor } from "../../contracts/events/topics.ts";
import { type Authentication, settingProblems } from "./broker-settings.ts";
import {
  brokerTypes,
  defaultVolumeMiBPerSecond,
  maximumBrokers,
  smallestBroker,
  smallestProvisionedVolumeGiB,
  type StandardBroker,
  volumeGiB,
} from "./broker-types.ts";

/** Storage of each Standard broker. */
export interface StoragePlan {
  /** Size of the volume, in GiB. With `growToGiB` the size at creation: what grew since is left alone. */
  readonly sizeGiB: number;
  /**
   * Size up to which a volume grows by itself, in GiB.
   * @default - it does not grow
   */
  readonly growToGiB?: number | undefined;
  /**
   * How full a volume is when it grows, in percent.
   * @default 60
   */
  readonly growAtPercent?: number | undefined;
  /**
   * Throughput of the volume, in MiB per second.
   * @default - 250, which every volume has
   */
  readonly throughputMiBPerSecond?: number | undefined;
  /**
   * Whether records move to cheaper storage after a day.
   * @default false
   */
  readonly tiered?: boolean | undefined;
}

/**
 * Connections from other VPCs, in the two steps MSK asks for: it refuses them while a cluster is being made. `prepare`
 * lets client accounts see the cluster, `on` opens the listeners.
 */
export type MultiVpc = "off" | "prepare" | "on";

/** What is asked of a provisioned cluster, as far as some combinations of it are impossible. */
export interface BrokerPlan {
  readonly kafkaVersion: string;
  readonly brokerType: string;
  readonly brokersPerZone: number;
  /** Availability Zones; `undefined` where they are not known yet. */
  readonly zones?: number;
  readonly authentication: readonly Authentication[];
  readonly certificateAuthorityArns?: readonly unknown[];
  readonly storage?: StoragePlan | undefined;
  readonly multiVpc?: MultiVpc;
  readonly brokerSettings?: Readonly<Record<string, string | number | boolean>>;
}

/** Something MSK would refuse, or would accept and then not do. */
export interface PlanProblem {
  /** Where it stands, for example `["storage", "tiered"]`. */
  readonly path: readonly (keyof BrokerPlan | keyof StoragePlan)[];
  /** What is allowed, and why. */
  readonly message: string;
}

/**
 * Everything that is wrong with a plan; empty when MSK can do it.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html
 */
export function brokerProblems(plan: BrokerPlan): readonly PlanProblem[] {
  const broker = brokerTypes.get(plan.brokerType);
  if (broker === undefined) {
    const known = [...brokerTypes.keys()].join(", ");
    return [{ path: ["brokerType"], message: `is no broker type of MSK; it has ${known}` }];
  }
  return [
    ...versionProblems(plan, broker.kind),
    ...placementProblems(plan),
    ...authenticationProblems(plan),
    ...(broker.kind === "standard" ? storageProblems(plan, broker) : expressStorageProblems(plan)),
    ...connectivityProblems(plan),
    ...settingProblems(broker.kind, plan.brokerSettings ?? {}).map((message): PlanProblem => ({
      path: ["brokerSettings"],
      message,
    })),
  ];
}

function problem(when: boolean, path: PlanProblem["path"], message: string): readonly PlanProblem[] {
  return when ? [{ path, message }] : [];
}

/** `4.1.x.kraft` -> `{ number: 4.01, kraft: true }`; the number only serves to compare. */
function versionOf(kafkaVersion: string): { readonly number: number; readonly kraft: boolean } {
  const [major = "0", minor = "0"] = kafkaVersion.split(".");
  return { number: Number(major) + Number(minor) / 100, kraft: kafkaVersion.endsWith(".kraft") };
}

/** First versions with a feature, as {@link versionOf} counts. */
const first = { topicsByApi: 3.06, kraft: 3.07, kraftOnExpress: 3.09, withoutZooKeeper: 4 } as const;

function versionProblems({ kafkaVersion, brokerType }: BrokerPlan, kind: "standard" | "express") {
  const { number, kraft } = versionOf(kafkaVersion);
  const path = ["kafkaVersion"] as const;
  return [
    ...problem(number < first.topicsByApi, path, "must be 3.6 or later: before it MSK has no API for topics"),
    ...problem(kraft && number < first.kraft, path, "must be 3.7 or later to have KRaft"),
    ...problem(
      kraft && kind === "express" && number < first.kraftOnExpress,
      path,
      "must be 3.9 or later to have KRaft on Express brokers",
    ),
    ...problem(
      !kraft && number >= first.withoutZooKeeper,
      path,
      "must end with .kraft: Kafka has no ZooKeeper since 4.0, and MSK names its versions so",
    ),
    ...problem(kraft && brokerType === smallestBroker, ["brokerType"], "cannot run KRaft; take kafka.m7g.large"),
  ];
}

/** MSK lays brokers over two or three zones. */
const maximumZones = 3;

function placementProblems({ kafkaVersion, brokersPerZone, zones }: BrokerPlan) {
  const limit = versionOf(kafkaVersion).kraft ? maximumBrokers.kraft : maximumBrokers.zooKeeper;
  const brokers = brokersPerZone * (zones ?? replicationFactor);
  return [
    ...problem(
      zones !== undefined && zones < replicationFactor,
      ["zones"],
      `must be ${replicationFactor}: a topic keeps ${replicationFactor} replicas, each in a zone of its own. Add zones in network:availabilityZones`,
    ),
    ...problem(zones !== undefined && zones > maximumZones, ["zones"], `must be at most ${maximumZones}, MSK's limit`),
    ...problem(
      brokers > limit,
      ["brokersPerZone"],
      `makes ${brokers} brokers; a cluster with this metadata store has at most ${limit} before its quota is raised`,
    ),
  ];
}

function authenticationProblems({ authentication, certificateAuthorityArns = [] }: BrokerPlan) {
  const withCertificates = authentication.includes("mtls");
  return [
    ...problem(authentication.length === 0, ["authentication"], "must name at least one way: nobody is let in unnamed"),
    ...problem(
      authentication[0] === "mtls",
      ["authentication"],
      "must begin with iam or scram: the first is what the platform's own workloads use",
    ),
    ...problem(
      new Set(authentication).size < authentication.length,
      ["authentication"],
      "must name each way of authenticating once",
    ),
    ...problem(
      withCertificates && certificateAuthorityArns.length === 0,
      ["certificateAuthorityArns"],
      "must name a private certificate authority (ACM PCA) when authentication has mtls",
    ),
    ...problem(
      !withCertificates && certificateAuthorityArns.length > 0,
      ["certificateAuthorityArns"],
      "is of no use without mtls in authentication",
    ),
  ];
}

function expressStorageProblems({ storage }: BrokerPlan) {
  return problem(
    storage !== undefined,
    ["storage"],
    "cannot be set for Express brokers: MSK manages their storage; size, growth, throughput and tiers do not exist there. Leave the key out",
  );
}

function storageProblems({ storage, brokerType }: BrokerPlan, broker: StandardBroker) {
  if (storage === undefined) {
    return problem(true, ["storage"], "is missing: Standard brokers need the size of their volumes, storage.sizeGiB");
  }
  const { sizeGiB, growToGiB, throughputMiBPerSecond, tiered = false } = storage;
  const most = broker.provisionedMiBPerSecond;
  const throughput = ["storage", "throughputMiBPerSecond"] as const;
  return [
    ...problem(
      sizeGiB < volumeGiB.minimum || sizeGiB > volumeGiB.maximum,
      ["storage", "sizeGiB"],
      `must be from ${volumeGiB.minimum} to ${volumeGiB.maximum}, MSK's limits`,
    ),
    ...problem(
      growToGiB !== undefined && (growToGiB <= sizeGiB || growToGiB > volumeGiB.maximum),
      ["storage", "growToGiB"],
      `must be more than sizeGiB (${sizeGiB}) and at most ${volumeGiB.maximum}: MSK only lets volumes grow`,
    ),
    ...problem(
      storage.growAtPercent !== undefined && growToGiB === undefined,
      ["storage", "growAtPercent"],
      "is of no use without growToGiB",
    ),
    ...problem(
      tiered && brokerType === smallestBroker,
      ["storage", "tiered"],
      `is not to be had on ${smallestBroker}; take kafka.m7g.large`,
    ),
    ...(throughputMiBPerSecond === undefined
      ? []
      : [
          ...problem(
            most === undefined,
            throughput,
            "can be set from kafka.m5.4xlarge and kafka.m7g.2xlarge on: smaller instances do not carry more than the default",
          ),
          ...problem(
            most !== undefined && (throughputMiBPerSecond < defaultVolumeMiBPerSecond || throughputMiBPerSecond > most),
            throughput,
            `must be from ${defaultVolumeMiBPerSecond} to ${most ?? 0} for ${brokerType}`,
          ),
          ...problem(
            sizeGiB < smallestProvisionedVolumeGiB,
            throughput,
            `needs a volume of at least ${smallestProvisionedVolumeGiB} GiB`,
          ),
        ]),
  ];
}

function connectivityProblems({ multiVpc = "off", brokerType }: BrokerPlan) {
  return problem(
    multiVpc !== "off" && brokerType === smallestBroker,
    ["multiVpc"],
    `must be off on ${smallestBroker}, which has no connections from other VPCs; take kafka.m7g.large`,
  );
}
