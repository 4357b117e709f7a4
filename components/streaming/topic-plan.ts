import { kafkaAccess } from "../../contracts/events/access.ts";
import {
  partitionsFor,
  replicationFactor,
  type TopicDeclaration,
  topics as declaredTopics,
} from "../../contracts/events/topics.ts";
import { brokerTypes, defaultVolumeMiBPerSecond, type ExpressBroker, type StandardBroker } from "./broker-types.ts";

/** Brokers that topics are to lie on. */
export interface TopicPlacement {
  readonly brokerType: string;
  readonly brokersPerZone: number;
  readonly zones: number;
  /**
   * Provisioned throughput of each volume, in MiB per second.
   * @default - what a volume has by itself
   */
  readonly throughputMiBPerSecond?: number | undefined;
}

/** Topics and how often each is read, by a name of the platform's own. */
export type TopicSet = Readonly<Record<string, TopicDeclaration>>;

/** Share of a documented rate that a plan may use: the rest is for a broker that is away and for catching up. */
const usableShare = 0.8;

/** Kafka's own topics, three replicas each: consumer offsets (50 partitions) and transaction state (50). */
const internalReplicas = 100 * replicationFactor;

/** How many consumer groups read a topic, by the declaration in `contracts/events/access.ts`. */
export function readersOf(topic: string): number {
  return Object.values(kafkaAccess)
    .filter(({ consumes }) => consumes.some((key) => key === topic))
    .reduce((sum, { groups }) => sum + Math.max(1, groups.length), 0);
}

/**
 * What these brokers cannot hold or carry of the topics; empty when they can.
 *
 * A Standard broker writes every replica to its volume, so a rate counts three times. An Express broker's quota counts what
 * clients write, and what all consumer groups read.
 */
export function topicProblems(
  placement: TopicPlacement,
  topics: TopicSet = declaredTopics,
  readers: (topic: string) => number = readersOf,
): readonly string[] {
  const { brokerType, zones, brokersPerZone } = placement;
  const broker = brokerTypes.get(brokerType);
  if (broker === undefined) return [];
  const brokers = zones * brokersPerZone;
  const peaks = Object.entries(topics).map(([key, { peakMBPerSecond }]) => ({
    ingress: peakMBPerSecond,
    egress: peakMBPerSecond * readers(key),
  }));
  const ingress = sum(peaks.map((peak) => peak.ingress));
  const partitions = sum(Object.values(topics).map(({ peakMBPerSecond }) => partitionsFor(peakMBPerSecond, zones)));
  const replicasPerBroker = Math.ceil((partitions * replicationFactor + internalReplicas) / brokers);
  const onBrokers = `${brokers} brokers of type ${brokerType}`;
  return [
    ...(replicasPerBroker > broker.replicas.maximum
      ? [
          `${partitions} partitions make ${replicasPerBroker} replicas on each of ${onBrokers}; one holds ${broker.replicas.maximum}`,
        ]
      : []),
    ...rates(broker, placement, { ingress, egress: sum(peaks.map((peak) => peak.egress)) })
      .filter(({ needed, capacity }) => needed / brokers > capacity * usableShare)
      .map(
        ({ what, needed, capacity }) =>
          `${what} of ${round(needed)} MB/s are ${round(needed / brokers)} MB/s on each of ${onBrokers}; one carries ${round(capacity)} and should be planned with ${round(capacity * usableShare)}`,
      ),
  ];
}

interface Rate {
  readonly what: string;
  readonly needed: number;
  readonly capacity: number;
}

function rates(
  broker: StandardBroker | ExpressBroker,
  { throughputMiBPerSecond = defaultVolumeMiBPerSecond }: TopicPlacement,
  { ingress, egress }: { readonly ingress: number; readonly egress: number },
): readonly Rate[] {
  if (broker.kind === "express") {
    return [
      { what: "peak writes", needed: ingress, capacity: broker.ingressMBPerSecond },
      { what: "peak reads of all consumer groups", needed: egress, capacity: broker.egressMBPerSecond },
    ];
  }
  const capacity = Math.min(broker.volumeMBPerSecond, throughputMiBPerSecond);
  return [{ what: `peak writes in ${replicationFactor} replicas`, needed: ingress * replicationFactor, capacity }];
}

/** A topic as it is to be made. */
export interface PlannedTopic {
  readonly declaration: TopicDeclaration;
  readonly partitions: number;
}

/** The declared topics with their partition counts for so many zones. */
export function plannedTopics(zones: number, topics: TopicSet = declaredTopics): readonly PlannedTopic[] {
  return Object.values(topics).map((declaration) => ({
    declaration,
    partitions: partitionsFor(declaration.peakMBPerSecond, zones),
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
