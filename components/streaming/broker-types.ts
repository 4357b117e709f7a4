/** Standard brokers have volumes of ours; Express brokers have storage that MSK manages. */
export type BrokerKind = "standard" | "express";

/** Partition replicas on one broker, leaders and followers alike. */
interface ReplicaLimits {
  readonly recommended: number;
  /** Standard: above it MSK refuses changes of configuration and size. Express: above it MSK refuses the topic. */
  readonly maximum: number;
}

export interface StandardBroker {
  readonly kind: "standard";
  readonly replicas: ReplicaLimits;
  /** What the instance carries to its volume all the time, in MB per second: writes of clients and of replication. */
  readonly volumeMBPerSecond: number;
  /** Highest storage throughput that can be provisioned, in MiB per second; `undefined` where none can. */
  readonly provisionedMiBPerSecond?: number;
}

export interface ExpressBroker {
  readonly kind: "express";
  readonly replicas: ReplicaLimits;
  /** What clients may write all the time, in MB per second; replication does not count. */
  readonly ingressMBPerSecond: number;
  readonly egressMBPerSecond: number;
}

function standard(replicas: ReplicaLimits, megabitsToVolume: number, provisionedMiBPerSecond?: number): StandardBroker {
  const volumeMBPerSecond = megabitsToVolume / 8;
  return {
    kind: "standard",
    replicas,
    volumeMBPerSecond,
    ...(provisionedMiBPerSecond !== undefined && { provisionedMiBPerSecond }),
  };
}

function express(replicas: ReplicaLimits, ingressMBPerSecond: number, egressMBPerSecond: number): ExpressBroker {
  return { kind: "express", replicas, ingressMBPerSecond, egressMBPerSecond };
}

const tiny = { recommended: 300, maximum: 300 };
const small = { recommended: 1000, maximum: 1500 };
const medium = { recommended: 2000, maximum: 3000 };
const large = { recommended: 4000, maximum: 6000 };

/**
 * Every broker type MSK has.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html replicas of Standard brokers
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html#msk-express-quota replicas and rates of Express brokers
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-provision-throughput-management.html provisioned throughput
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html baseline rate of an instance to its volumes
 */
export const brokerTypes: ReadonlyMap<string, StandardBroker | ExpressBroker> = new Map(
  Object.entries({
    "kafka.t3.small": standard(tiny, 174),
    "kafka.m5.large": standard(small, 650),
    "kafka.m5.xlarge": standard(small, 1150),
    "kafka.m5.2xlarge": standard(medium, 2300),
    "kafka.m5.4xlarge": standard(large, 4750, 593),
    "kafka.m5.8xlarge": standard(large, 6800, 850),
    "kafka.m5.12xlarge": standard(large, 9500, 1000),
    "kafka.m5.16xlarge": standard(large, 13_600, 1000),
    "kafka.m5.24xlarge": standard(large, 19_000, 1000),
    "kafka.m7g.large": standard(small, 630),
    "kafka.m7g.xlarge": standard(small, 1250),
    "kafka.m7g.2xlarge": standard(medium, 2500, 312),
    "kafka.m7g.4xlarge": standard(large, 5000, 625),
    "kafka.m7g.8xlarge": standard(large, 10_000, 1000),
    "kafka.m7g.12xlarge": standard(large, 15_000, 1000),
    "kafka.m7g.16xlarge": standard(large, 20_000, 1000),
    "express.m7g.large": express({ recommended: 1000, maximum: 1500 }, 15.6, 31.2),
    "express.m7g.xlarge": express({ recommended: 1000, maximum: 2000 }, 31.2, 62.5),
    "express.m7g.2xlarge": express({ recommended: 2500, maximum: 4000 }, 62.5, 125),
    "express.m7g.4xlarge": express({ recommended: 6000, maximum: 8000 }, 124.9, 249.8),
    "express.m7g.8xlarge": express({ recommended: 12_000, maximum: 16_000 }, 250, 500),
    "express.m7g.12xlarge": express({ recommended: 16_000, maximum: 24_000 }, 375, 750),
    "express.m7g.16xlarge": express({ recommended: 20_000, maximum: 32_000 }, 500, 1000),
  }),
);

/** The smallest type: for trials, and not for much else. */
export const smallestBroker = "kafka.t3.small";

/** Brokers a cluster may have before a quota is raised, by what keeps its metadata. */
export const maximumBrokers = { zooKeeper: 30, kraft: 60 } as const;

/** Size of a Standard broker's volume, in GiB. */
export const volumeGiB = { minimum: 1, maximum: 16_384 } as const;

/** Storage throughput every volume has, and the least that can be provisioned, in MiB per second. */
export const defaultVolumeMiBPerSecond = 250;

/** Smallest volume whose throughput can be provisioned, in GiB. */
export const smallestProvisionedVolumeGiB = 10;
