import { type Candidate, nearLimit, sources, type WatchedCluster, worst } from "./candidate.ts";

const bytesPerMB = 1_000_000;

/** Express brokers throttle at a quota by size; standard ones have none. */
export function quota({ clusterName, brokerQuota }: WatchedCluster): readonly Candidate[] {
  const throttled = (["ProduceThrottleTime", "FetchThrottleTime"] as const).map((name): Candidate => ({
    needs: [name],
    spec: {
      id: name === "ProduceThrottleTime" ? "produce-throttled" : "fetch-throttled",
      signal: worst(clusterName, name, "MAX"),
      comparison: ">",
      threshold: 0,
      periodSeconds: 300,
      datapoints: [2, 3],
      missing: "notBreaching",
      severity: "critical",
      why: "A broker is over its quota and holds clients back: latency rises until they lag behind.",
      runbook: "kafka-brokers.md#throttled",
      source: sources.expressMetrics,
    },
  }));
  if (brokerQuota === undefined) {
    return throttled;
  }
  const near = (id: string, name: "BytesInPerSec" | "BytesOutPerSec", quotaMBps: number): Candidate => ({
    // The quota is Express's; throttling is what tells that it applies.
    needs: [name, "ProduceThrottleTime"],
    spec: {
      id,
      signal: worst(clusterName, name, "MAX"),
      comparison: ">",
      threshold: quotaMBps * nearLimit * bytesPerMB,
      periodSeconds: 300,
      datapoints: [2, 3],
      missing: "notBreaching",
      severity: "warning",
      why: `A broker moves over 80 % of its quota of ${quotaMBps} MB/s.`,
      runbook: "kafka-brokers.md#throttled",
      source: sources.limits,
    },
  });
  return [
    ...throttled,
    near("ingress-near-quota", "BytesInPerSec", brokerQuota.ingressMBps),
    near("egress-near-quota", "BytesOutPerSec", brokerQuota.egressMBps),
  ];
}
