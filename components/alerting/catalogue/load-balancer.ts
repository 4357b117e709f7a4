import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";
import { type Metric } from "../alarm-signal.ts";

/** An application load balancer and its one target group, by the last parts of their ARNs. */
export interface WatchedLoadBalancer {
  readonly loadBalancer: pulumi.Input<string>;
  readonly targetGroup: pulumi.Input<string>;
  /** Section of the runbook on errors that it answers. */
  readonly errorsRunbook: AlarmSpec["runbook"];
  /** Section on targets that are not healthy. */
  readonly targetsRunbook: AlarmSpec["runbook"];
  /** Section on connections and requests that are refused for who makes them. */
  readonly clientsRunbook: AlarmSpec["runbook"];
}

const source =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html";

/** Connections in five minutes that no TLS came of: scanners make some, a wrong certificate of a fleet makes more. */
const failedHandshakes = 500;

/** Alarms of a load balancer in front of devices: what it answers, whom it refuses, and who is left behind it. */
export function loadBalancerAlarms(watched: WatchedLoadBalancer): readonly AlarmSpec[] {
  const balancer = { LoadBalancer: watched.loadBalancer };
  const metric = (
    name: string,
    statistic: Metric["statistic"],
    dimensions: Metric["dimensions"] = balancer,
  ): Metric => ({ namespace: "AWS/ApplicationELB", name, statistic, dimensions });
  const share = (family: "4XX" | "5XX"): AlarmSpec["signal"] => ({
    kind: "math",
    // A code that was never answered has no data, which counts as none.
    expression: "IF(requests > 0, 100 * (FILL(own, 0) + FILL(behind, 0)) / requests, 0)",
    metrics: {
      own: metric(`HTTPCode_ELB_${family}_Count`, "Sum"),
      behind: metric(`HTTPCode_Target_${family}_Count`, "Sum"),
      requests: metric("RequestCount", "Sum"),
    },
  });
  const ofTargets = { ...balancer, TargetGroup: watched.targetGroup };
  const common = { ...houseStyle, source } as const;
  return [
    {
      ...common,
      id: "answers-5xx",
      signal: share("5XX"),
      comparison: ">",
      threshold: 1,
      severity: "critical",
      why: "More than one request in a hundred is answered 5xx; devices keep what they have and send it again.",
      runbook: watched.errorsRunbook,
    },
    {
      ...common,
      id: "answers-4xx",
      signal: share("4XX"),
      comparison: ">",
      threshold: 20,
      periodSeconds: 300,
      datapoints: [3, 3],
      severity: "warning",
      why: "More than one request in five is refused: devices are not let in, or send what cannot be told apart.",
      runbook: watched.clientsRunbook,
    },
    {
      ...common,
      id: "handshakes-failed",
      signal: { kind: "metric", metric: metric("ClientTLSNegotiationErrorCount", "Sum") },
      comparison: ">",
      threshold: failedHandshakes,
      periodSeconds: 300,
      datapoints: [3, 3],
      severity: "warning",
      why: "Connections fail before a request: certificates of devices have expired, or are of an authority that is not trusted.",
      runbook: watched.clientsRunbook,
    },
    {
      ...common,
      id: "targets-unhealthy",
      signal: { kind: "metric", metric: metric("UnHealthyHostCount", "Maximum", ofTargets) },
      comparison: ">",
      threshold: 0,
      datapoints: [10, 10],
      severity: "warning",
      why: "A target has failed its health checks for ten minutes: it is up and cannot write to Kafka.",
      runbook: watched.targetsRunbook,
    },
    {
      ...common,
      id: "targets-none",
      signal: { kind: "metric", metric: metric("HealthyHostCount", "Maximum", ofTargets) },
      comparison: "<",
      threshold: 1,
      missing: "breaching",
      severity: "critical",
      why: "No target is healthy: every request is answered 503.",
      runbook: watched.targetsRunbook,
    },
  ];
}
