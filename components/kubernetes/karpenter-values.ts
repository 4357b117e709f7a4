import { type ControllerIdentity } from "./controller-identity.ts";
import { overZones, resources } from "./restricted-pod.ts";

/** What the chart's values name. */
export interface KarpenterSettings<T> {
  readonly clusterName: string;
  readonly endpoint: T;
  /** Name of the queue with interruptions. */
  readonly queueName: string;
  readonly identity: ControllerIdentity;
}

/**
 * Values of the chart `karpenter`: two replicas on nodes that it did not launch itself. The chart runs its container as a
 * restricted one.
 *
 * @see https://karpenter.sh/v1.14/reference/settings/
 */
export function karpenterValues<T>(args: KarpenterSettings<T>) {
  return {
    replicas: 2,
    serviceAccount: { create: true, name: args.identity.name, annotations: { ...args.identity.annotations } },
    priorityClassName: "system-cluster-critical",
    podDisruptionBudget: { name: "karpenter", maxUnavailable: 1 },
    topologySpreadConstraints: overZones({ "app.kubernetes.io/name": "karpenter" }),
    controller: { resources: resources("500m", "1Gi") },
    settings: {
      clusterName: args.clusterName,
      clusterEndpoint: args.endpoint,
      eksControlPlane: true,
      interruptionQueue: args.queueName,
    },
  };
}
