import { requestsInFlightGauge } from "../../contracts/events/collector-metrics.ts";

/** How many pods there are, and what more of them are made by. */
export interface CollectorScaling {
  /** Fewest pods; three keep one in each zone. */
  readonly minPods: number;
  readonly maxPods: number;
  /** CPU of a pod that is aimed at, in percent of what it requests. */
  readonly cpuPercent: number;
  /**
   * Requests that a pod has in flight, aimed at as well: for brokers that are slow while the CPU idles. Needs something in the
   * cluster that serves `collector_requests_in_flight` as a custom metric of pods.
   * @default - CPU alone decides
   */
  readonly inFlightRequests?: number | undefined;
}

/**
 * Spec of the autoscaler, without its target: twice as many pods within a quarter of a minute when devices come back after an
 * outage, a tenth fewer every minute when they have had nothing to do for five.
 *
 * An autoscaler that lacks one of its metrics still makes pods by the others, and takes none away.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function autoscalerSpec({ minPods, maxPods, cpuPercent, inFlightRequests }: CollectorScaling) {
  return {
    minReplicas: minPods,
    maxReplicas: maxPods,
    metrics: [
      { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } } },
      ...(inFlightRequests === undefined
        ? []
        : [
            {
              type: "Pods",
              pods: {
                metric: { name: requestsInFlightGauge },
                target: { type: "AverageValue", averageValue: String(inFlightRequests) },
              },
            },
          ]),
    ],
    behavior: {
      scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] },
      scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Percent", value: 10, periodSeconds: 60 }] },
    },
  };
}
