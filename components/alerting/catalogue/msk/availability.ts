import { houseStyle } from "../../alarm-spec.ts";
import { type Candidate, clusterSignal, sources, type WatchedCluster, worst } from "./candidate.ts";

/** Whether the cluster takes writes and gives reads. */
export function availability({ clusterName }: WatchedCluster): readonly Candidate[] {
  return [
    {
      needs: ["OfflinePartitionsCount"],
      spec: {
        ...houseStyle,
        id: "offline-partitions",
        signal: clusterSignal(clusterName, "OfflinePartitionsCount", "Maximum"),
        comparison: ">",
        threshold: 0,
        severity: "critical",
        why: "Partitions without a leader: nobody can write to or read from them.",
        runbook: "kafka-brokers.md#offline-partitions",
        source: sources.bestPractices,
      },
    },
    {
      needs: ["UnderMinIsrPartitionCount"],
      spec: {
        ...houseStyle,
        id: "under-min-isr",
        signal: worst(clusterName, "UnderMinIsrPartitionCount", "MAX"),
        comparison: ">=",
        threshold: 1,
        severity: "critical",
        why: "Partitions with fewer in-sync replicas than min.insync.replicas: producers with acks=all are refused.",
        runbook: "kafka-brokers.md#under-replicated-partitions",
        source: sources.bestPractices,
      },
    },
    {
      needs: ["UnderReplicatedPartitions"],
      spec: {
        id: "under-replicated",
        signal: worst(clusterName, "UnderReplicatedPartitions", "MAX"),
        comparison: ">",
        threshold: 0,
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: "Replicas have been behind for 15 minutes. One more broker lost, and writes stop. Normal during maintenance.",
        runbook: "kafka-brokers.md#under-replicated-partitions",
        source: sources.bestPractices,
      },
    },
    {
      needs: ["ActiveControllerCount"],
      spec: {
        id: "no-controller",
        signal: clusterSignal(clusterName, "ActiveControllerCount", "Maximum"),
        comparison: "<",
        threshold: 1,
        periodSeconds: 300,
        datapoints: [1, 1],
        // A cluster that says nothing has no controller either.
        missing: "breaching",
        severity: "critical",
        why: "No active controller for 5 minutes: no leader election, no topic or partition change.",
        runbook: "kafka-brokers.md#no-active-controller",
        source: sources.bestPractices,
      },
    },
  ];
}
