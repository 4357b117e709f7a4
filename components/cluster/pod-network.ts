import type * as pulumi from "@pulumi/pulumi";

export interface PodNetworkArgs {
  /** Region of the cluster. */
  readonly region: string;
  /** Subnets for pods by zone; none: pods share the subnets of the nodes. */
  readonly subnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Security groups of pods with subnets of their own; the nodes' would not be theirs by themselves. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

/**
 * Configuration of the VPC CNI add-on for the network that pods get their addresses from: prefixes of 16 addresses instead
 * of single ones, and custom networking where the network has subnets for pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
 */
export function podNetworkConfiguration(args: PodNetworkArgs): Readonly<Record<string, unknown>> {
  const prefixes = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" };
  const zones = Object.entries(args.subnetIds);
  if (zones.length === 0) {
    return { env: prefixes };
  }
  return {
    env: {
      ...prefixes,
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
      // A node takes the configuration that is named like its zone.
      ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
    },
    eniConfig: {
      create: true,
      region: args.region,
      subnets: Object.fromEntries(zones.map(([zone, id]) => [zone, { id, securityGroups: args.securityGroupIds }])),
    },
  };
}
