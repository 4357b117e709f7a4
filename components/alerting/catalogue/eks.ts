import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";
import { type Metric } from "../alarm-signal.ts";

/** Metrics that EKS itself sends of every cluster from Kubernetes 1.28 on, without an agent. */
const controlPlaneSource = "https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html";

/** Metrics of the CloudWatch agent in the cluster: none comes without the add-on. */
const containerInsightsSource =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html";

/** Bytes: four fifths of the 8 GiB that the database of a cluster may have. */
const storageBytes = 0.8 * 8 * 1024 ** 3;

/** Alarms of an EKS control plane, from what EKS sends without an agent. */
export function controlPlaneAlarms(clusterName: string): readonly AlarmSpec[] {
  const metric = (name: string, statistic: Metric["statistic"]): Metric => ({
    namespace: "AWS/EKS",
    name,
    statistic,
    dimensions: { ClusterName: clusterName },
  });
  return [
    {
      ...houseStyle,
      id: "api-errors",
      signal: {
        kind: "math",
        expression: "IF(requests > 0, 100 * errors / requests, 0)",
        metrics: {
          errors: metric("apiserver_request_total_5XX", "Sum"),
          requests: metric("apiserver_request_total", "Sum"),
        },
      },
      comparison: ">",
      threshold: 5,
      periodSeconds: 300,
      severity: "critical",
      why: "The Kubernetes API fails: controllers cannot heal what breaks, and nothing can be deployed.",
      runbook: "cluster.md#kubernetes-api",
      source: controlPlaneSource,
    },
    {
      ...houseStyle,
      id: "api-storage",
      signal: { kind: "metric", metric: metric("apiserver_storage_size_bytes", "Maximum") },
      comparison: ">",
      threshold: storageBytes,
      periodSeconds: 300,
      severity: "critical",
      why: "The cluster's database fills up; when it is full the Kubernetes API takes no change any more.",
      runbook: "cluster.md#kubernetes-api",
      source: controlPlaneSource,
    },
    {
      ...houseStyle,
      id: "pods-unschedulable",
      signal: { kind: "metric", metric: metric("scheduler_pending_pods_UNSCHEDULABLE", "Minimum") },
      comparison: ">",
      threshold: 0,
      periodSeconds: 300,
      datapoints: [3, 3],
      severity: "warning",
      why: "Pods have found no node for a quarter of an hour: the autoscaler makes none, or may not.",
      runbook: "cluster.md#nodes",
      source: controlPlaneSource,
    },
  ];
}

/** Alarms of a cluster's nodes, from Container Insights. */
export function nodeAlarms(clusterName: string): readonly AlarmSpec[] {
  const worst = (name: string): AlarmSpec["signal"] => ({
    kind: "metric",
    metric: {
      namespace: "ContainerInsights",
      name,
      statistic: "Maximum",
      dimensions: { ClusterName: clusterName },
    },
  });
  return [
    {
      ...houseStyle,
      id: "nodes-failed",
      signal: worst("cluster_failed_node_count"),
      comparison: ">",
      threshold: 0,
      datapoints: [10, 15],
      severity: "critical",
      why: "A node has been broken for longer than its repair takes; what ran there runs elsewhere, or waits.",
      runbook: "cluster.md#nodes",
      source: containerInsightsSource,
    },
    {
      ...houseStyle,
      id: "node-disk",
      signal: worst("node_filesystem_utilization"),
      comparison: ">",
      threshold: 85,
      periodSeconds: 300,
      severity: "warning",
      why: "A node's disk fills up; when it is full the kubelet evicts its pods.",
      runbook: "cluster.md#nodes",
      source: containerInsightsSource,
    },
    {
      ...houseStyle,
      id: "node-memory",
      signal: worst("node_memory_utilization"),
      comparison: ">",
      threshold: 90,
      periodSeconds: 300,
      severity: "warning",
      why: "A node is short of memory; the kernel ends the containers that ask for more.",
      runbook: "cluster.md#nodes",
      source: containerInsightsSource,
    },
  ];
}
