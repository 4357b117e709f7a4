import { kafkaPorts, multiVpcKafkaPorts, type PortRange } from "./kafka-ports.ts";

/** Groups of what runs in the VPC. */
export type WorkloadGroup = "nodes" | "brokers" | "kafka-clients" | "load-balancers";

interface Traffic {
  /** Last part of the rule's name. */
  readonly what: string;
  readonly protocol: "tcp" | "udp";
  readonly ports: PortRange;
  /** Description of the rule. */
  readonly why: string;
}

/** Traffic between two groups, or within one. */
export interface Connection extends Traffic {
  readonly from: WorkloadGroup;
  readonly to: WorkloadGroup;
}

/** Traffic between a group and what is none of ours. */
export interface Opening extends Traffic {
  readonly group: WorkloadGroup;
  readonly direction: "in" | "out";
  readonly peer:
    | { readonly kind: "cidr"; readonly cidr: string }
    | { readonly kind: "endpoints" }
    | { readonly kind: "prefix-list"; readonly service: string };
}

export interface WorkloadTraffic {
  /** Whether nodes may reach the Internet. */
  readonly internetEgress: boolean;
  /** Services with a gateway endpoint. */
  readonly prefixLists: readonly string[];
  /** Blocks from which load balancers may be reached, by what lies there. */
  readonly loadBalancerClients: Readonly<Record<string, string>>;
  readonly multiVpcKafka: boolean;
}

const https = { protocol: "tcp", ports: [443, 443] } as const;

/**
 * What pods, kubelets and webhooks listen on. Between nodes it is open as a whole: pods of all workloads share the nodes'
 * group, so it cannot tell them apart; network policies in the cluster do.
 */
const unprivileged: PortRange = [1025, 65535];

/** Every connection of the requirements; what is not here is closed. */
export function workloadConnections(traffic: WorkloadTraffic): {
  readonly connections: readonly Connection[];
  readonly openings: readonly Opening[];
} {
  return {
    connections: [...kafka(traffic.multiVpcKafka), ...betweenNodes, toPods],
    openings: [
      ...(traffic.internetEgress ? [internet] : []),
      ...(["nodes", "kafka-clients"] as const).flatMap((group) => awsServices(group, traffic.prefixLists)),
      ...Object.entries(traffic.loadBalancerClients).map(([what, cidr]): Opening => {
        return {
          group: "load-balancers",
          direction: "in",
          what,
          ...https,
          why: `HTTPS from ${what}`,
          peer: { kind: "cidr", cidr },
        };
      }),
    ],
  };
}

function kafka(multiVpc: boolean): readonly Connection[] {
  const ports: Readonly<Record<string, PortRange>> = {
    ...Object.fromEntries(Object.entries(kafkaPorts).map(([what, port]) => [what, [port, port] as const])),
    ...(multiVpc ? { "multi-vpc": multiVpcKafkaPorts } : {}),
  };
  return (["nodes", "kafka-clients"] as const).flatMap((from) =>
    Object.entries(ports).map(([what, range]): Connection => {
      return { from, to: "brokers", what, protocol: "tcp", ports: range, why: `Kafka clients by ${what}` };
    }),
  );
}

/** The self rule whose lack is the most common cause of pods that cannot reach each other. */
const betweenNodes: readonly Connection[] = [
  { from: "nodes", to: "nodes", what: "dns-tcp", protocol: "tcp", ports: [53, 53], why: "CoreDNS" },
  { from: "nodes", to: "nodes", what: "dns-udp", protocol: "udp", ports: [53, 53], why: "CoreDNS" },
  {
    from: "nodes",
    to: "nodes",
    what: "pods",
    protocol: "tcp",
    ports: unprivileged,
    why: "Pods, kubelet (10250), webhooks",
  },
];

const toPods: Connection = {
  from: "load-balancers",
  to: "nodes",
  what: "pods",
  protocol: "tcp",
  ports: unprivileged,
  why: "Targets behind load balancers, by pod address",
};

const internet: Opening = {
  group: "nodes",
  direction: "out",
  what: "https",
  ...https,
  why: "AWS APIs and image registries, through NAT",
  peer: { kind: "cidr", cidr: "0.0.0.0/0" },
};

function awsServices(group: WorkloadGroup, prefixLists: readonly string[]): readonly Opening[] {
  const out = { group, direction: "out", ...https } as const;
  return [
    { ...out, what: "endpoints", why: "Interface endpoints", peer: { kind: "endpoints" } },
    ...prefixLists.map((service): Opening => {
      return { ...out, what: service, why: `Gateway endpoint of ${service}`, peer: { kind: "prefix-list", service } };
    }),
  ];
}
