import { type ControllerIdentity } from "./controller-identity.ts";
import { overZones, resources, restrictedContainer, restrictedPod } from "./restricted-pod.ts";

/** What the chart's values name. */
export interface ClusterAutoscalerSettings {
  readonly clusterName: string;
  readonly region: string;
  readonly identity: ControllerIdentity;
}

/**
 * Values of the chart `cluster-autoscaler`: it finds the node groups by the tags that EKS puts on them.
 *
 * @see https://github.com/kubernetes/autoscaler/tree/master/charts/cluster-autoscaler
 */
export function clusterAutoscalerValues(args: ClusterAutoscalerSettings) {
  return {
    fullnameOverride: "cluster-autoscaler",
    cloudProvider: "aws",
    awsRegion: args.region,
    autoDiscovery: { clusterName: args.clusterName },
    replicaCount: 2,
    rbac: {
      create: true,
      serviceAccount: { create: true, name: args.identity.name, annotations: { ...args.identity.annotations } },
    },
    priorityClassName: "system-cluster-critical",
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: overZones({ "app.kubernetes.io/name": "aws-cluster-autoscaler" }),
    securityContext: restrictedPod(65_534),
    containerSecurityContext: restrictedContainer,
    resources: resources("100m", "600Mi"),
    extraArgs: {
      "balance-similar-node-groups": true,
      expander: "least-waste",
      // A pod with an emptyDir is no reason to keep a node.
      "skip-nodes-with-local-storage": false,
      logtostderr: true,
      v: 2,
    },
  };
}
