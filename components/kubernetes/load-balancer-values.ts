import { type ControllerIdentity } from "./controller-identity.ts";
import { overZones, resources, restrictedContainer, restrictedPod } from "./restricted-pod.ts";

/** What the chart's values name. */
export interface LoadBalancerSettings<T> {
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: T;
  readonly identity: ControllerIdentity;
  /** Tags of every load balancer it makes. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Values of the chart `aws-load-balancer-controller`: internal load balancers with TLS 1.3 unless an ingress asks for
 * something else, pods as targets.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/
 */
export function loadBalancerValues<T>(args: LoadBalancerSettings<T>) {
  return {
    fullnameOverride: "aws-load-balancer-controller",
    clusterName: args.clusterName,
    region: args.region,
    // Asked of the metadata service otherwise, which does not answer pods.
    vpcId: args.vpcId,
    replicaCount: 2,
    serviceAccount: { create: true, name: args.identity.name, annotations: { ...args.identity.annotations } },
    priorityClassName: "system-cluster-critical",
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: overZones({ "app.kubernetes.io/name": "aws-load-balancer-controller" }),
    podSecurityContext: restrictedPod(65_534),
    securityContext: restrictedContainer,
    resources: resources("100m", "256Mi"),
    defaultTargetType: "ip",
    defaultLoadBalancerScheme: "internal",
    defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    defaultTags: { ...args.tags },
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    enablePodReadinessGateInject: true,
    // Services keep Kubernetes's own behaviour unless they name the controller's class.
    enableServiceMutatorWebhook: false,
  };
}
