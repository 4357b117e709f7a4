import { type NetworkOpening } from "./network-opening.ts";

/** Questions to the cluster's DNS. */
export const dns: NetworkOpening = {
  name: "dns",
  direction: "egress",
  peer: { namespace: "kube-system", pods: { "k8s-app": "kube-dns" } },
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

/**
 * The agent that hands out AWS credentials, by an address of the node's own.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
export const podIdentity: NetworkOpening = {
  name: "pod-identity",
  direction: "egress",
  peer: { cidr: "169.254.170.23/32" },
  ports: [{ protocol: "TCP", port: 80 }],
};

/** AWS's APIs and the Kubernetes API, but no address of the node's own: its metadata service is one. */
export const apis: NetworkOpening = {
  name: "apis",
  direction: "egress",
  peer: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] },
  ports: [{ protocol: "TCP", port: 443 }],
};

/** Calls of the control plane to an admission webhook; they come from its network interfaces in the VPC. */
export function webhook(name: string, vpcCidr: string, port: number): NetworkOpening {
  return { name, direction: "ingress", peer: { cidr: vpcCidr }, ports: [{ protocol: "TCP", port }] };
}
