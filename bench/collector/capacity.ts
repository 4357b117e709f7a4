import { brokerTypes } from "../../components/streaming/broker-types.ts";
import { mbPerSecondPerPartition, partitionsFor, replicationFactor } from "../../contracts/events/topics.ts";

/** What the collector was measured to cost. */
export interface MeasuredCost {
  readonly eventsPerRequest: number;
  /** Processor time of the collector for one event, in microseconds. */
  readonly cpuMicroseconds: number;
}

/** What a rate of events needs. */
export interface Capacity {
  readonly eventsPerSecond: number;
  readonly eventsPerRequest: number;
  /** Bytes of records a second before compression, in MB. */
  readonly mbPerSecond: number;
  /** Processors that are busy. */
  readonly busyCpus: number;
  /** Pods of one CPU. */
  readonly pods: number;
  readonly partitions: number;
  readonly brokers: number;
  /** US dollars a month by what is paid for. */
  readonly monthlyUsd: Readonly<Record<"collector" | "brokers" | "storage" | "loadBalancer", number>>;
}

/** Bytes that the collector adds to an event: `ingest_ts` and its punctuation. */
const addedBytes = 41;
/** Where a pod's processor stands at the planned rate: the HPA's target. */
const usedShare = 0.6;
/** One zone of three may be away. */
const zones = 3;
/** The broker type that the environments of AWS start with. */
const brokerType = "kafka.m7g.large";
/** Part of a broker's sustained rate that is planned with, as components/streaming/topic-plan.ts does. */
const usableShare = 0.8;
/** Hours that the telemetry topic keeps records. */
const retentionHours = 168;
/** What snappy leaves of JSON events: assumed, not measured here. */
const compressedShare = 0.4;
const hoursPerMonth = 730;

/**
 * List prices in us-east-1, US dollars, as last known to who wrote them down: no program here can ask AWS. Look at the pricing
 * pages of EC2, MSK and Elastic Load Balancing before quoting, and leave out what is not here: data transfer between
 * zones and out, WAF, logs, S3.
 */
export const prices = {
  /** Two CPUs: c7g.large. */
  nodePerHour: 0.0725,
  brokerPerHour: 0.204,
  storagePerGBMonth: 0.1,
  loadBalancerPerHour: 0.0225,
  capacityUnitPerHour: 0.008,
} as const;

/** One capacity unit of an ALB: 1 GB an hour. @see https://aws.amazon.com/elasticloadbalancing/pricing/ */
const gbPerCapacityUnit = 1;

/** Pods, partitions, brokers and money for a rate of events of so many bytes. */
export function capacityFor(
  eventsPerSecond: number,
  eventBytes: number,
  { eventsPerRequest, cpuMicroseconds }: MeasuredCost,
): Capacity {
  const mbPerSecond = (eventsPerSecond * (eventBytes + addedBytes)) / 1e6;
  const busyCpus = (eventsPerSecond * cpuMicroseconds) / 1e6;
  // What is left when a zone is away must still carry the rate.
  const pods = Math.max(zones, overZones(Math.max(busyCpus / usedShare, (busyCpus * zones) / (zones - 1))));
  const storedMBPerSecond = mbPerSecond * compressedShare;
  const brokers = Math.max(
    zones,
    overZones((storedMBPerSecond * replicationFactor) / (volumeMBPerSecond() * usableShare)),
  );
  const storedGB = (storedMBPerSecond * replicationFactor * retentionHours * 3600) / 1000;
  const gbPerHour = ((eventsPerSecond * eventBytes) / 1e9) * 3600;
  return {
    eventsPerSecond,
    eventsPerRequest,
    mbPerSecond,
    busyCpus,
    pods,
    partitions: partitionsFor(mbPerSecond, zones),
    brokers,
    monthlyUsd: {
      collector: Math.ceil(pods / 2) * prices.nodePerHour * hoursPerMonth,
      brokers: brokers * prices.brokerPerHour * hoursPerMonth,
      storage: storedGB * prices.storagePerGBMonth,
      loadBalancer:
        (prices.loadBalancerPerHour + (gbPerHour / gbPerCapacityUnit) * prices.capacityUnitPerHour) * hoursPerMonth,
    },
  };
}

function overZones(count: number): number {
  return Math.ceil(Math.ceil(count) / zones) * zones;
}

function volumeMBPerSecond(): number {
  const broker = brokerTypes.get(brokerType);
  if (broker?.kind !== "standard") throw new Error(`${brokerType} is no Standard broker.`);
  return broker.volumeMBPerSecond;
}

/** What the page says of how the numbers were made. */
export const assumptions: readonly string[] = [
  `A pod has one CPU and is ${usedShare * 100} % busy at the rate; with one of ${zones} zones away, the others still carry it.`,
  `A partition carries ${mbPerSecondPerPartition} MB/s, which its slowest consumer decides (contracts/events/topics.ts).`,
  `Brokers are ${brokerType}, used to ${usableShare * 100} % of what they sustain to their volumes, ${replicationFactor} copies of every record.`,
  `Snappy leaves ${compressedShare * 100} % of the bytes (assumed), and records stay ${retentionHours / 24} days.`,
  "Prices are list prices of us-east-1 as last known, without data transfer, WAF, logs and S3: check them before quoting.",
];
