/** Pods at the other end, by labels, in one namespace. */
export interface PodPeer {
  readonly namespace: string;
  /** Labels of the pods; none: all pods of the namespace. */
  readonly pods: Readonly<Record<string, string>>;
}

/** Addresses at the other end. */
export interface AddressPeer {
  readonly cidr: string;
  /** Blocks within the CIDR block that stay closed. */
  readonly except?: readonly string[];
}

export interface OpeningPort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
}

/** One way through a namespace's closed network: between its pods and one peer, on named ports. */
export interface NetworkOpening {
  /** Name of the policy, for example `dns`. */
  readonly name: string;
  readonly direction: "ingress" | "egress";
  /**
   * Labels of the pods of the namespace that it is for.
   * @default - all pods
   */
  readonly of?: Readonly<Record<string, string>>;
  readonly peer: PodPeer | AddressPeer;
  readonly ports: readonly OpeningPort[];
}

/** Policy of all pods that lets nothing in and nothing out. */
export const denyAll = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/** A network policy adds up with the others: what one lets through, none can take back. */
export function openingPolicy({ direction, of = {}, peer, ports }: NetworkOpening) {
  const podSelector = selector(of);
  const peers = [peerOf(peer)];
  return direction === "ingress"
    ? { podSelector, policyTypes: ["Ingress"], ingress: [{ from: peers, ports: [...ports] }] }
    : { podSelector, policyTypes: ["Egress"], egress: [{ to: peers, ports: [...ports] }] };
}

function peerOf(peer: PodPeer | AddressPeer) {
  return "cidr" in peer
    ? { ipBlock: { cidr: peer.cidr, ...(peer.except === undefined ? {} : { except: [...peer.except] }) } }
    : {
        namespaceSelector: selector({ "kubernetes.io/metadata.name": peer.namespace }),
        podSelector: selector(peer.pods),
      };
}

function selector(labels: Readonly<Record<string, string>>) {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } };
}
