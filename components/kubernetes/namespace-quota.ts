/** What the pods of one namespace may ask for together. */
export interface NamespaceQuota {
  /** CPU that all pods request together, as a Kubernetes quantity. */
  readonly cpu: string;
  /** Memory that all pods may request, and use, together. */
  readonly memory: string;
  /** Number of pods. */
  readonly pods: number;
  /** Number of services with a load balancer of their own. */
  readonly loadBalancers: number;
}

export const defaultNamespaceQuota: NamespaceQuota = { cpu: "8", memory: "16Gi", pods: 50, loadBalancers: 0 };

/**
 * The quota as Kubernetes counts it. CPU has no limit: a container that is throttled while its node idles helps nobody.
 * What would open a way in past the platform's own load balancers counts to nothing: node ports always, load balancers of
 * services unless their number is given.
 */
export function quotaLimits({ cpu, memory, pods, loadBalancers }: NamespaceQuota): Readonly<Record<string, string>> {
  return {
    "requests.cpu": cpu,
    "requests.memory": memory,
    "limits.memory": memory,
    pods: String(pods),
    "services.nodeports": "0",
    "services.loadbalancers": String(loadBalancers),
  };
}
