import { type Candidate, metric, nearLimit, sources, type WatchedCluster, worst } from "./candidate.ts";

/** Whether brokers have room left: disk, memory, processor, threads, network, partitions. */
export function capacity(cluster: WatchedCluster): readonly Candidate[] {
  const { clusterName, brokers, partitionsPerBroker } = cluster;
  return [
    ...Array.from({ length: brokers }, (_, index) => cpu(clusterName, index + 1)),
    {
      needs: ["KafkaDataLogsDiskUsed"],
      spec: {
        id: "disk-used",
        signal: worst(clusterName, "KafkaDataLogsDiskUsed", "MAX"),
        comparison: ">",
        threshold: 85,
        periodSeconds: 300,
        datapoints: [1, 1],
        missing: "notBreaching",
        severity: "critical",
        why: "A broker's log volume is over 85 % full. A full one stops the broker, and its partitions lose a replica.",
        runbook: "kafka-brokers.md#disk-full",
        source: sources.bestPractices,
      },
    },
    {
      needs: ["StorageUsed"],
      spec: {
        id: "storage-unusual",
        signal: {
          kind: "anomaly",
          metric: metric("StorageUsed", "Maximum", { "Cluster Name": clusterName }),
          bandWidth: 2,
        },
        comparison: ">",
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: "Express storage has no limit but a price: it grows faster than it ever did.",
        runbook: "kafka-brokers.md#disk-full",
        source: sources.expressMetrics,
      },
    },
    {
      needs: ["HeapMemoryAfterGC"],
      spec: {
        id: "heap-after-gc",
        signal: worst(clusterName, "HeapMemoryAfterGC", "MAX"),
        comparison: ">",
        threshold: 60,
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: "A broker's heap stays over 60 % after collection: too many connections, groups, transactions or partitions.",
        runbook: "kafka-brokers.md#broker-overloaded",
        source: sources.bestPractices,
      },
    },
    ...(["RequestHandlerAvgIdlePercent", "NetworkProcessorAvgIdlePercent"] as const).map((name): Candidate => ({
      needs: [name],
      spec: {
        id: name === "RequestHandlerAvgIdlePercent" ? "request-threads-busy" : "network-threads-busy",
        signal: worst(clusterName, name, "MIN"),
        comparison: "<",
        threshold: 0.3,
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: "A broker's threads are idle less than 30 % of the time: requests begin to queue.",
        runbook: "kafka-brokers.md#broker-overloaded",
        source: sources.metrics,
      },
    })),
    ...(["BwInAllowanceExceeded", "BwOutAllowanceExceeded"] as const).map((name): Candidate => ({
      needs: [name],
      spec: {
        id: name === "BwInAllowanceExceeded" ? "bandwidth-in-shaped" : "bandwidth-out-shaped",
        signal: worst(clusterName, name, "SUM"),
        comparison: ">",
        threshold: 0,
        periodSeconds: 300,
        datapoints: [2, 3],
        missing: "notBreaching",
        severity: "warning",
        why: "The network of a broker's instance is at its limit: packets are queued or dropped.",
        runbook: "kafka-brokers.md#broker-overloaded",
        source: sources.metrics,
      },
    })),
    {
      needs: ["PartitionCount"],
      spec: {
        id: "partitions-near-limit",
        signal: worst(clusterName, "PartitionCount", "MAX"),
        comparison: ">",
        threshold: Math.floor(partitionsPerBroker * nearLimit),
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: `A broker carries over 80 % of the ${partitionsPerBroker} partitions its size is good for. Beyond them MSK refuses changes.`,
        runbook: "kafka-brokers.md#broker-overloaded",
        source: sources.bestPractices,
      },
    },
  ];
}

/** AWS counts user and system time together; only metric math on one broker adds them up. */
function cpu(clusterName: string, broker: number): Candidate {
  const dimensions = { "Cluster Name": clusterName, "Broker ID": String(broker) };
  return {
    needs: ["CpuUser", "CpuSystem"],
    spec: {
      id: `cpu-broker-${broker}`,
      signal: {
        kind: "math",
        expression: "user + system",
        metrics: {
          user: metric("CpuUser", "Average", dimensions),
          system: metric("CpuSystem", "Average", dimensions),
        },
      },
      comparison: ">",
      threshold: 60,
      periodSeconds: 300,
      datapoints: [2, 3],
      missing: "notBreaching",
      severity: "warning",
      why: "The broker uses over 60 % of its CPU: nothing is left to take over the load of a broker that fails.",
      runbook: "kafka-brokers.md#broker-overloaded",
      source: sources.bestPractices,
    },
  };
}
