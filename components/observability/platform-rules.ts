import { type RuleGroup } from "./metric-rules.ts";

/**
 * Rules on what CloudWatch does not show: the inside of the cluster. Metrics are those of kubelet, cAdvisor and the API
 * server, which every EKS cluster has.
 */
export const platformRules: readonly RuleGroup[] = [
  {
    name: "kubernetes",
    rules: [
      {
        record: "namespace:container_cpu_usage_seconds:rate5m",
        expr: 'sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))',
      },
      {
        record: "namespace:container_memory_working_set_bytes:sum",
        expr: 'sum by (namespace) (container_memory_working_set_bytes{container!=""})',
      },
      {
        alert: "KubeletSilent",
        expr: 'up{job="kubelet"} == 0',
        for: "10m",
        severity: "warning",
        why: "The node {{ $labels.instance }} has not answered for 10 minutes; its pods are about to be moved.",
        runbook: "cluster-metrics.md#silent-node",
      },
      {
        alert: "MetricsMissing",
        expr: 'absent(up{job="kubelet"})',
        for: "15m",
        severity: "critical",
        why: "No metrics arrive from the cluster: nothing below this alert can go off any more.",
        runbook: "cluster-metrics.md#metrics-missing",
      },
      {
        alert: "VolumeFilling",
        expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.1",
        for: "5m",
        severity: "warning",
        why: "The volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is over 90 % full.",
        runbook: "cluster-metrics.md#volume-filling",
      },
      {
        alert: "ContainerThrottled",
        expr: 'sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_periods_total{container!=""}[5m])) / sum by (namespace, pod, container) (rate(container_cpu_cfs_periods_total{container!=""}[5m])) > 0.5',
        for: "15m",
        severity: "info",
        why: "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is held back by its CPU limit half of the time.",
        runbook: "cluster-metrics.md#container-throttled",
      },
      {
        alert: "ApiServerFailing",
        expr: 'sum(rate(apiserver_request_total{code=~"5.."}[5m])) / sum(rate(apiserver_request_total[5m])) > 0.03',
        for: "10m",
        severity: "warning",
        why: "The Kubernetes API fails over 3 % of its requests: deployments and controllers stall.",
        runbook: "cluster-metrics.md#api-server-failing",
      },
    ],
  },
];
