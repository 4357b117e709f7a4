import { type NetworkOpening } from "../kubernetes/network-opening.ts";
import { apis } from "../kubernetes/openings.ts";
import { collectorLabels, collectorPorts } from "./collector-names.ts";

/** Who the collector's pods talk to. */
export interface CollectorPeers {
  /** CIDR blocks of the load balancers' subnets, by zone. */
  readonly loadBalancers: Readonly<Record<string, string>>;
  /** CIDR blocks of the brokers' subnets, by zone. */
  readonly brokers: Readonly<Record<string, string>>;
  /** Port of the brokers for the authentication in use. */
  readonly brokersPort: number;
  /**
   * Namespace of what scrapes metrics.
   * @default - nothing does
   */
  readonly monitoringNamespace?: string | undefined;
}

/**
 * Ways through the namespace's closed network, beside DNS and credentials, which every namespace has.
 *
 * In from load balancers by their subnets, in which nothing else starts connections to pods: behind a load balancer that ends
 * TLS, whoever reaches the port could claim to be any device.
 */
export function collectorOpenings(peers: CollectorPeers): readonly NetworkOpening[] {
  const of = collectorLabels;
  const tcp = (port: number): NetworkOpening["ports"][number] => ({ protocol: "TCP", port });
  const { events, internal } = collectorPorts;
  return [
    ...Object.entries(peers.loadBalancers).map(([zone, cidr]): NetworkOpening => {
      // The internal port answers health checks.
      const ports = [tcp(events), tcp(internal)];
      return { name: `collector-load-balancers-${zone}`, direction: "ingress", of, peer: { cidr }, ports };
    }),
    ...Object.entries(peers.brokers).map(([zone, cidr]): NetworkOpening => {
      const ports = [tcp(peers.brokersPort)];
      return { name: `collector-brokers-${zone}`, direction: "egress", of, peer: { cidr }, ports };
    }),
    ...(peers.monitoringNamespace === undefined ? [] : [scrapes(peers.monitoringNamespace)]),
    { ...apis, name: "collector-apis", of },
  ];
}

function scrapes(namespace: string): NetworkOpening {
  return {
    name: "collector-monitoring",
    direction: "ingress",
    of: collectorLabels,
    peer: { namespace, pods: {} },
    ports: [{ protocol: "TCP", port: collectorPorts.internal }],
  };
}
